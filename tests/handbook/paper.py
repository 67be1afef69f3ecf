"""A few ways to put invented text on paper: a PDF laid out by ReportLab, a table as a picture."""

import io
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Image, ListFlowable, ListItem, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table, TableStyle

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11, spaceAfter=0)
HEAD_CELL = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
HEADINGS = [
    ParagraphStyle("h1", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceBefore=10, spaceAfter=8),
    ParagraphStyle("h2", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=9, spaceAfter=5),
    ParagraphStyle("h3", fontName="Helvetica-Bold", fontSize=10.5, leading=13, spaceBefore=6, spaceAfter=4),
]


class Paper:
    """A PDF under construction."""

    def __init__(self, header: str = "", footer: str = "", wide: bool = False, size: float = 10) -> None:
        self.story: list = []
        self.header, self.footer = header, footer
        self.page = landscape(A4) if wide else A4
        self.body = ParagraphStyle("own", parent=BODY, fontSize=size, leading=size * 1.3)

    def title(self, *lines: str) -> None:
        for level, line in enumerate(lines):
            self.story.append(Paragraph(line, HEADINGS[min(level, 2)]))

    def h(self, level: int, text: str) -> None:
        self.story.append(Paragraph(text, HEADINGS[level - 1]))

    def p(self, *texts: str) -> None:
        self.story += [Paragraph(text, self.body) for text in texts]

    def bullets(self, *texts: str, start: str = "bulletchar") -> None:
        items = [ListItem(Paragraph(text, self.body), leftIndent=18) for text in texts]
        kind = {"bulletType": "bullet", "start": "•"} if start == "bulletchar" else {"bulletType": start}
        self.story.append(ListFlowable(items, leftIndent=18, **kind))
        self.story.append(Spacer(1, 4))

    def table(self, widths: list[float], *rows: list[str], grid: bool = True, repeat: int = 1) -> None:
        cells = [[Paragraph(text, HEAD_CELL if number < repeat else CELL) for text in row]
                 for number, row in enumerate(rows)]
        table = Table(cells, colWidths=[width * mm for width in widths], repeatRows=repeat)
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 4),
                 ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
        if grid:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
        table.setStyle(TableStyle(style))
        self.story += [table, Spacer(1, 8)]

    def contents(self, *entries: tuple[str, int]) -> None:
        self.h(2, "Contents")
        self.p(*[f"{title} {'.' * (80 - len(title))} {page}" for title, page in entries])

    def picture_of_table(self, width: float, *rows: list[str]) -> None:
        """The rows drawn into a bitmap, as a scan or a pasted screenshot would be."""
        self.story += [Image(picture_of_rows(rows), width=width * mm, height=width * mm * 0.95), Spacer(1, 8)]

    def new_page(self) -> None:
        self.story.append(PageBreak())

    def save(self, path: Path, **options: object) -> None:
        def edge(canvas, document) -> None:
            canvas.setFont("Helvetica", 8)
            width, height = self.page
            if self.header:
                canvas.drawString(20 * mm, height - 12 * mm, self.header)
            if self.footer:
                canvas.drawString(20 * mm, 10 * mm, f"{self.footer}")
            canvas.drawRightString(width - 20 * mm, 10 * mm, f"Page {document.page}")

        path.parent.mkdir(parents=True, exist_ok=True)
        document = SimpleDocTemplate(str(path), pagesize=self.page, leftMargin=22 * mm, rightMargin=22 * mm,
                                     topMargin=25 * mm, bottomMargin=25 * mm, invariant=1, **options)
        document.build(self.story, onFirstPage=edge, onLaterPages=edge)


def picture_of_rows(rows: tuple) -> io.BytesIO:
    picture = Picture.new("L", (900, 855), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=17)
    columns = max(len(row) for row in rows)
    for i, row in enumerate(rows):
        top = 10 + i * (835 // len(rows))
        draw.line([(5, top), (895, top)], fill=0, width=2)
        for j, text in enumerate(row):
            left = 10 + j * (885 // columns)
            draw.line([(left - 5, 10), (left - 5, 845)], fill=0, width=2)
            words, line, y = text.split(), "", top + 6
            for word in words:
                if draw.textlength(line + " " + word, font=font) > 885 // columns - 14:
                    draw.text((left, y), line, fill=0, font=font)
                    line, y = "", y + 20
                line = (line + " " + word).strip()
            draw.text((left, y), line, fill=0, font=font)
    draw.rectangle([(5, 10), (895, 845)], outline=0, width=2)
    out = io.BytesIO()
    picture.quantize(8).save(out, "PNG", optimize=True)
    out.seek(0)
    return out
