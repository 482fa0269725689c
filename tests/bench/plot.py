"""A plot of ratios as SVG: one bar a figure, with a mark where the bar to meet is.

usage: plot.py RESULTS.md OUT.svg
"""
import re
import sys
from xml.sax.saxutils import escape

ROW, LEFT, WIDTH = 26, 470, 300


def ratios(figures):
    """(what, value, bar) of the figures that are ratios to something measured beside them."""
    for part, figure, value, bar in figures:
        number = re.match(r"(\d+\.\d+) \(", value)
        if "÷" in figure and number:
            limit = re.match(r"≤ (\d+(?:\.\d+)?)$", bar)
            yield f"{part}: {figure}", float(number[1]), float(limit[1]) if limit else None


def write(path, figures):
    rows = list(ratios(figures))
    top = max([1.25] + [value for _, value, _ in rows])
    x = lambda value: LEFT + value / top * WIDTH
    height = ROW * (len(rows) + 2)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 70} {height}" '
           'font-family="sans-serif" font-size="11">',
           '<style>text { fill: #333 } .bar { fill: #4c78a8 } .over { fill: #d9822b } .limit { stroke: #c00; stroke-width: 2 }'
           ' .grid { stroke: #ccc } @media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } }</style>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        out.append(f'<line class="grid" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{ROW}" y2="{height - ROW}"/>')
        out.append(f'<text x="{x(tick):.1f}" y="{ROW - 8}" text-anchor="middle">{tick}</text>')
    for number, (what, value, limit) in enumerate(rows):
        y = ROW * (number + 1) + 5
        out.append(f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(what)}</text>')
        kind = "over" if limit is not None and value > limit else "bar"
        out.append(f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{max(1, x(value) - LEFT):.1f}" height="{ROW - 10}"/>')
        out.append(f'<text x="{max(x(value), x(limit or 0)) + 6:.1f}" y="{y + 12}">{value:.3g}</text>')
        if limit is not None:
            out.append(f'<line class="limit" x1="{x(limit):.1f}" x2="{x(limit):.1f}" y1="{y - 2}" y2="{y + ROW - 8}"/>')
    out.append(f'<text x="{LEFT}" y="{height - 8}">ratios; red marks: what is to be met</text></svg>')
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


def main():
    figures = []
    with open(sys.argv[1], encoding="utf-8") as text:
        for line in text:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == 4:
                figures.append(tuple(cells))
    write(sys.argv[2], figures)


if __name__ == "__main__":
    main()
