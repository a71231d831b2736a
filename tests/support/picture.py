"""Takes the README's picture of the demo archive's hub: `make picture`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from support import browsers

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "content" / "guide" / "hub.png"


def main() -> None:
    """Build the demo and photograph its hub."""
    found = browsers.find()
    if found is None:
        sys.exit(browsers.HOW)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "content", Path(folder) / "content")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        command = [sys.executable, "-m", "clipbook", "build", "-C", folder]
        subprocess.run(command, check=True)
        hub = Path(folder) / "site" / "stories" / "anthropic-spacex-compute.html"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1200, "height": 1250})
            page.goto(hub.as_uri())
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURE)
            browser.close()


main()
