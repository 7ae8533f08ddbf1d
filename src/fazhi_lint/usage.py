"""The room of what the parser of the command line says, help and misuse, put into Chinese."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HELP = (
    ("Usage: ", "用法："),
    ("\nArguments:\n", "\n参数：\n"),
    ("\nOptions:\n", "\n选项：\n"),
    ("\nCommands:\n", "\n命令：\n"),
    ("[OPTIONS] COMMAND [ARGS]...", "[选项] 命令 …"),
    ("[OPTIONS]", "[选项]"),
    ("Show this message and exit.", "显示这份说明后退出。"),
    # Some versions put a stroke before the bracket, some put braces around what must be given.
    ("\\[", "["),
    ("  [required]", ""),
    ("  [x>=1]", ""),
    ("{", ""),
    ("}", ""),
)


class Command(TyperCommand):
    """A command with its help in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The page that ``--help`` prints."""
        return _in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """The commands together, with their help in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The page that ``--help`` prints."""
        return _in_chinese(super().get_help(ctx))


def _in_chinese(page: str) -> str:
    for english, chinese in _HELP:
        page = page.replace(english, chinese)
    return page


def near_command(word: str, commands: Iterable[str]) -> str | None:
    """The command that a first word was perhaps meant to be, which is no file; else None."""
    if not word.isalpha() or os.path.lexists(word):
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), commands, 1)), None)


def misuse(error: Any, commands: Mapping[str, Callable[..., int]]) -> str:
    """What is wrong with the words of a command; the errors' classes are not named by all versions of typer."""
    kind = type(error).__name__
    said = str(error.format_message())
    if kind == "NoSuchOption":
        owners = _commands_with(error.option_name, commands)
        if owners and error.ctx is not None:
            return f"{error.option_name} 是 {'、'.join(owners)} 的选项，{error.ctx.command.name} 没有"
        near = "、".join(error.possibilities or ())
        return f"没有选项 {error.option_name}" + (f"，相近的有 {near}" if near else "")
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} " + ("不带值" if "does not take" in said else "后面缺少值")
    if kind in ("MissingParameter", "BadParameter") and getattr(error, "param", None) is not None:
        name = error.param.metavar if error.param.param_type_name == "argument" else error.param.opts[0]
        # The only values that the parser itself judges are whole numbers.
        least = getattr(error.param.type, "min", 0)
        return f"缺少 {name}" if kind == "MissingParameter" else f"{name} 应为不小于 {least} 的整数"
    if "unexpected extra argument" in said:
        return f"多出了参数 {said.rpartition('(')[2].rstrip(')')}"
    return said


def _commands_with(option: str, commands: Mapping[str, Callable[..., int]]) -> list[str]:
    every = typer.Typer()
    for name, command in commands.items():
        every.command(name)(command)
    made: Any = typer.main.get_command(every)
    return [name for name in commands if any(option in param.opts for param in made.commands[name].params)]
