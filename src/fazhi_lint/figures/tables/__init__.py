"""Tables added up, their rates and shares, and the prose held against them."""
