"""Who uses the command line."""

import getpass


def account_name() -> str:
    """Return the name of the account of this computer; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
