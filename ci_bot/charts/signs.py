"""The sign, the pattern and the colour of each status, so that no one of them is needed alone."""

from ci_bot.domain.status import Status

INK = "#1a1a1a"
_LINE = f'fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round"'
_SOLID = f'fill="{INK}"'

# Drawn, not set, so that they need no font; 14 wide and high around the middle.
_SIGNS = {
    Status.NOT_STARTED: f'<circle r="4.5" {_LINE}/>',
    Status.ON_TRACK: f'<path d="M-5 0H5M1 -4L5 0L1 4" {_LINE}/>',
    Status.AT_RISK: f'<path d="M0 -6L6.5 5.5H-6.5Z" {_SOLID}/>'
    '<path d="M0 -2V1.4M0 3.2V3.8" stroke="#ffffff" stroke-width="1.6"/>',
    Status.OFF_TRACK: f'<path d="M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5" {_LINE}/>',
    Status.ON_HOLD: f'<path d="M-4.5 -5h3v10h-3zM1.5 -5h3v10h-3z" {_SOLID}/>',
    Status.DONE: f'<path d="M-5.5 0.5L-1.5 4.5L5.5 -4.5" {_LINE}/>',
    Status.DROPPED: f'<path d="M-5 0H5" {_LINE}/>',
}
# Light tints of colours that most eyes tell apart (Okabe and Ito), and a line of each; no greys.
_COLOURS = {
    Status.NOT_STARTED: ("#eaf5fc", "#56b4e9"),
    Status.ON_TRACK: ("#bfe7da", "#009e73"),
    Status.AT_RISK: ("#fbe3a8", "#e69f00"),
    Status.OFF_TRACK: ("#f5c6a8", "#d55e00"),
    Status.ON_HOLD: ("#f3dce8", "#cc79a7"),
    Status.DONE: ("#b9d7ec", "#0072b2"),
    Status.DROPPED: ("#f4ecd8", "#8a6d1f"),
}
_PATTERNS = {
    Status.NOT_STARTED: '<circle cx="4" cy="4" r="0.9" fill="{line}"/>',
    Status.ON_TRACK: "",
    Status.AT_RISK: '<path d="M-2 2L2 -2M-2 10L10 -2M6 10L10 6" stroke="{line}"/>',
    Status.OFF_TRACK: '<path d="M0 0L8 8M8 0L0 8" stroke="{line}"/>',
    Status.ON_HOLD: '<path d="M0 2H8M0 6H8" stroke="{line}"/>',
    Status.DONE: '<path d="M2 0V8M6 0V8" stroke="{line}"/>',
    Status.DROPPED: '<path d="M-2 6L2 10M-2 -2L10 10M6 -2L10 2" stroke="{line}"/>',
}


def patterns() -> str:
    """The definitions that `sign` fills with."""
    return "".join(_pattern(status) for status in Status)


def sign(status: Status, x: float, y: float, width: float, height: float) -> str:
    """One cell: its pattern, and its sign on a white ground in the middle."""
    line = _COLOURS[status][1]
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        f' fill="url(#{_name(status)})" stroke="{line}"/>'
        f'<g transform="translate({x + width / 2:g} {y + height / 2:g})">'
        f'<circle r="8.5" fill="#ffffff"/>{_SIGNS[status]}</g>'
    )


def _pattern(status: Status) -> str:
    tint, line = _COLOURS[status]
    return (
        f'<pattern id="{_name(status)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{tint}"/>{_PATTERNS[status].format(line=line)}</pattern>'
    )


def _name(status: Status) -> str:
    return f"status-{status}"
