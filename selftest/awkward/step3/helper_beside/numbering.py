__all__ = ["numbered"]


def numbered(names):
    return {name: number for number, name in enumerate(dict.fromkeys(names), start=1)}
