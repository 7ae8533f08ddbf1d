"""The room of settings: what pyproject.toml or fazhi-lint.toml says, under what the command line says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from .files import reason
from .kept import scanner
from .model import Severity, UserError
from .rulebook import load_rules, rules_folder
from .values import changed, field_names, value

_DAY = scanner(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

_OWN_FILE = "fazhi-lint.toml"
_SHARED_FILE = "pyproject.toml"


class ConfigError(UserError, ValueError):
    """A setting that cannot be understood; the message names file, key and what is valid."""


@value
class Settings:
    """What may stand in a configuration file; every field is a key there, with - for _.

    ``fail_on`` None is ``never``. ``per_file_ignores`` maps patterns of paths, relative to the folder of
    the configuration, to the rules left out there. ``baseline`` is a path as it can be opened from here.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = Severity.WARNING
    fail_on: Severity | None = Severity.WARNING
    profile: str = "auto"
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str | None = None


@value
class Config:
    """Settings and the file they were read from, None for the defaults."""

    settings: Settings = Settings()
    path: Path | None = None

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The rules that ``per-file-ignores`` leaves out of a file."""
        patterns = self.settings.per_file_ignores
        if not patterns or self.path is None:
            return ()
        file = Path(path).absolute()
        folder = self.path.parent
        inside = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.as_posix()
        return tuple(
            word
            for pattern, words in patterns
            if fnmatchcase(inside, pattern) or fnmatchcase(file.name, pattern)
            for word in words
        )


def find_config(paths: Sequence[str]) -> Path | None:
    """The nearest configuration, from the common folder of the paths upwards; None if there is none.

    A pyproject.toml without a table for this tool is passed over. Raises ConfigError on one that is no TOML.
    """
    folders = [_folder(path) for path in paths if path != "-"] or [Path.cwd()]
    common = folders[0]
    while not all(folder.is_relative_to(common) for folder in folders):
        common = common.parent
    for folder in (common, *common.parents):
        if (folder / _OWN_FILE).is_file():
            return folder / _OWN_FILE
        shared = folder / _SHARED_FILE
        if shared.is_file() and "fazhi-lint" in _table(shared).get("tool", {}):
            return shared
    return None


def _folder(path: str) -> Path:
    place = Path(path).absolute()
    try:
        return place if place.is_dir() else place.parent
    except OSError:
        return Path.cwd()


def read_config(path: Path) -> Config:
    """The settings in a configuration file. Raises ConfigError on anything that is not understood."""
    table = _table(path)
    if path.name == _SHARED_FILE:
        table = table.get("tool", {}).get("fazhi-lint", {})
    valid = {name.replace("_", "-") for name in field_names(Settings)[0]}
    unknown = sorted(set(table) - valid)
    if unknown:
        raise ConfigError(f"{path}：不认识的键 {'、'.join(unknown)}；可用的有 {'、'.join(sorted(valid))}")
    try:
        values: dict[str, Any] = {key.replace("-", "_"): _value(key, table[key], path) for key in table}
    except ConfigError as error:
        raise ConfigError(f"{path}：{error}") from None
    return Config(Settings(**values), path.absolute())


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}：读不出配置文件（{reason(error)}）") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}：配置文件不是 UTF-8 编码") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}：不是合法的 TOML（{error}）") from None


def _value(key: str, value: object, path: Path) -> object:
    if key in ("select", "ignore"):
        return _words(key, value)
    if key == "per-file-ignores":
        if not isinstance(value, Mapping):
            raise ConfigError('per-file-ignores 应写作 "文件名" = ["FZ101"] 的表')
        return tuple(
            (pattern, _words(f"per-file-ignores 中的 {pattern}", words)) for pattern, words in value.items()
        )
    if not isinstance(value, str):
        raise ConfigError(f"{key} 应为字符串")
    return str(path.parent / value) if key == "baseline" else _word(key, value)


def _words(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ConfigError(f'{key} 应为字符串的列表，如 ["FZ101", "FZ6"]')
    for word in value:
        if not any(rule.answers_to(word) for rule in load_rules()):
            raise ConfigError(f"{key}：没有代码或名称为“{word}”的规则；用 fazhi-lint rules 查看全部规则")
    return tuple(value)


def configure(
    paths: Sequence[str], file: str | None, isolated: bool, given: Mapping[str, str | Sequence[str] | None]
) -> Config:
    """The configuration for these paths: the file named or the nearest one, under what the command line says.

    ``given`` holds the options of the command line under the names of Settings; None was not given.
    """
    if file is not None and isolated:
        raise ConfigError("--config 与 --isolated 不能同时使用")
    found = Path(file) if file is not None else None if isolated else find_config(paths)
    config = read_config(found) if found else Config()
    values = {key: _option(key, value) for key, value in given.items() if value}
    return changed(config, settings=changed(config.settings, **values))


def _option(key: str, value: str | Sequence[str]) -> Any:
    if not isinstance(value, str):
        return tuple(part.strip() for listed in value for part in listed.split(",") if part.strip())
    return value if key == "baseline" else _word(key.replace("_", "-"), value)


def parse_day(word: str | None, name: str = "published") -> date | None:
    """A date written 2024-03-29, 2024/3/29, 2024.3.29, 2024年3月29日 or 20240329.

    Anything else is a ConfigError, which says ``name``.
    """
    if word is None:
        return None
    found = _DAY.fullmatch(word.strip())
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(word)
    except ValueError:
        raise ConfigError(f"{name} 应为 2024-03-29 或 2024年3月29日 这样的日期，不能是“{word}”") from None


def _word(key: str, word: str) -> Severity | str | None:
    """What a word means as the value of ``min-severity``, ``fail-on`` or ``profile``."""
    if key == "fail-on" and word == "never":
        return None
    valid = profiles() if key == "profile" else [str(level) for level in Severity]
    if word not in valid:
        choices = "、".join([*valid, "never"] if key == "fail-on" else valid)
        raise ConfigError(f"{key} 应为 {choices} 之一，不能是“{word}”")
    return word if key == "profile" else Severity.parse(word)


@cache
def profiles() -> tuple[str, ...]:
    """``auto``, and every profile there is a file for."""
    files = sorted(path.stem for path in (rules_folder() / "profiles").glob("*.toml"))
    return tuple(dict.fromkeys(("auto", "fazhi", "xxgk", "general", *files)))
