"""Charts as SVG, and as PNG where the extra `charts` is installed."""
