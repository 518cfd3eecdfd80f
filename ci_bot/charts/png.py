"""Charts as PNG, with fonts of their own: the machine needs none."""

from importlib.resources import as_file, files

import resvg_py

from ci_bot.charts.lettering import FAMILY

SCALE = 2
"""Pixels for each unit, so that it is sharp on phones and in print."""
_FONTS = ("manimgx_fonts", "manimgx_fonts_cjk", "fontpkg_rubik")


def png(svg: str) -> bytes:
    """The picture of a chart; the same on every machine."""
    folders: list[str] = []
    for package in _FONTS:
        with as_file(files(package)) as folder:
            folders.append(str(folder))
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        font_dirs=folders,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        # What is installed may differ from machine to machine.
        skip_system_fonts=True,
        zoom=SCALE,
    )
