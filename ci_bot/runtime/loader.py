"""Finds the adapters that are installed; only the command line calls it."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, EntryPoint, PackageNotFoundError, entry_points, version

from pydantic import BaseModel

from ci_bot.ports.chat import Plugin

GROUP = "ci_bot.adapters"


class AdapterError(Exception):
    """An adapter can't be used as it is installed: what is wrong, and what to install."""


def load_adapters(found: Iterable[EntryPoint] | None = None) -> Mapping[str, Plugin]:
    """The plugins by name, their SDKs not loaded yet; raises AdapterError."""
    points = list(entry_points(group=GROUP)) if found is None else list(found)
    if not points:
        raise AdapterError("no adapter is installed; install ci-bot anew: pip install ci-bot")
    plugins: dict[str, Plugin] = {}
    for point in points:
        if point.name in plugins:
            raise AdapterError(f"two adapters are called `{point.name}`; uninstall one of them")
        plugins[point.name] = _load(point)
    return dict(sorted(plugins.items()))


def require_extra(name: str, found: Iterable[EntryPoint] | None = None) -> None:
    """Raises AdapterError when what the adapter's extra brings is not installed."""
    points = entry_points(group=GROUP) if found is None else found
    point = next(p for p in points if p.name == name)
    if point.dist is not None and _lacking(point.dist, name):
        extra = f"{point.dist.name}[{name}]"
        raise AdapterError(f"[{name}] needs its extra; run: pip install '{extra}'")


def _load(point: EntryPoint) -> Plugin:
    try:
        plugin = point.load()
    except (ImportError, AttributeError) as error:
        raise AdapterError(
            f"the adapter `{point.name}` can't be loaded ({error}); install it anew"
        ) from error
    table = getattr(plugin, "settings_type", None)
    whole = all(hasattr(plugin, part) for part in ("open", "check", "actions"))
    if not (whole and isinstance(table, type) and issubclass(table, BaseModel)):
        raise AdapterError(f"`{point.value}` is no adapter; `{point.name}` must name a Plugin")
    if plugin.name != point.name:
        raise AdapterError(f"the adapter `{plugin.name}` is installed as `{point.name}`")
    loaded: Plugin = plugin
    return loaded


def _lacking(distribution: Distribution, extra: str) -> list[str]:
    marker = re.compile(rf"""extra\s*==\s*["']{re.escape(extra)}["']""")
    needed = [line for line in distribution.requires or () if marker.search(line)]
    return [line for line in needed if not _installed(line)]


def _installed(requirement: str) -> bool:
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
