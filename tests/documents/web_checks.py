"""How tests judge a web page: by axe-core in a real browser, by the Nu HTML checker, by its own tables."""

from __future__ import annotations

import html
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

NODE_MODULES = Path(__file__).parents[1] / "web" / "node_modules"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RUN_AXE = """
<script>{axe}</script>
<script>
axe.run(document, {{resultTypes: ["violations"]}}).then(found => {{
  const told = document.createElement("pre");
  told.id = "found";
  told.textContent = JSON.stringify({{
    violations: found.violations.map(v => [v.id, v.nodes.map(n => n.html)]), passes: found.passes.length,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  }});
  document.body.append(told);
}});
</script>
</body>"""


def axe_findings(page: str, folder: Path, *, dark: bool = False) -> dict[str, Any]:
    """What axe-core finds in the page: its violations, and how many rules passed.

    The page forbids every script, so the copy that is checked goes without that rule.
    """
    axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    checked = _POLICY.sub("", page.replace("</body>", _RUN_AXE.format(axe=axe)))
    file = folder / "checked.html"
    file.write_text(checked, encoding="utf-8", newline="\n")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
    command += ["--window-size=1000,1400", "--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
    if dark:
        command.insert(1, "--blink-settings=preferredColorScheme=0")
    left = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    told = re.search(r'<pre id="found">(.*?)</pre>', left, re.DOTALL)
    assert told, "axe-core did not come to an end"
    found: dict[str, Any] = json.loads(html.unescape(told[1]))
    return found


def html_errors(pages: dict[str, str], folder: Path) -> list[str]:
    """What the Nu HTML checker says against the pages, their style sheets included."""
    files = []
    for name, page in pages.items():
        files.append(folder / name)
        files[-1].write_text(page, encoding="utf-8", newline="\n")
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    said = subprocess.run(
        ["java", "-jar", str(jar), "--format", "gnu", *map(str, files)], capture_output=True, timeout=120
    )
    return said.stderr.decode().splitlines()


class _Reader(HTMLParser):
    """Collects tables by caption, and the words outside of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))
        if tag == "meta":
            return
        self._inside.append(tag)
        if tag == "table":
            self.tables.append(("", []))
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag, f"</{tag}> does not close what is open"

    def handle_data(self, data: str) -> None:
        if "style" in self._inside:
            return
        self.words.append(data)
        if "caption" in self._inside:
            self.tables[-1] = (self.tables[-1][0] + data, self.tables[-1][1])
        elif "th" in self._inside or "td" in self._inside:
            self.tables[-1][1][-1][-1] += data


def read_page(page: str) -> _Reader:
    """The page's tables, tags and words."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.tables = [
        (caption, [[cell.strip() for cell in row] for row in rows]) for caption, rows in reader.tables
    ]
    return reader
