"""The report as people use it: opened from disk in headless Chromium, and clicked through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance.reports import html
from tests.contracts.seed_audit import IDS, build

pytestmark = pytest.mark.browser
HOSTILE = {
    "../../<img src=x onerror=\"document.title='ran'\">": "</script><script>document.title='ran'</script> \u202eesrever\u202c \u2028 tail",
    "javascript:alert(1)": "<svg onload=\"document.title='ran'\"> {{ 7 * 7 }} \U0001f600\U0001f600 tail",
}
MANY = {f"row-{number:04}": f"Article number {number}. " + "Nothing is said about a licence here. " * 30 for number in range(700)}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser at the report of the seeds, two hostile articles and 700 dull ones."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is in the test extra")
    chromium, driver = (shutil.which(name) for name in ("chromium", "chromedriver"))
    if not chromium or not driver:
        pytest.skip("no chromium and chromedriver here (Debian: apt-get install chromium chromium-driver)")
    folder = build(tmp_path_factory.mktemp("browser") / "audit", HOSTILE | MANY)
    report = folder.path / "report"
    html.write(folder.path, report, folder)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    browser.implicitly_wait(10)
    browser.get((report / "index.html").as_uri())
    yield browser
    browser.quit()


def find(page: Any, selector: str) -> Any:
    """Return the first element of a CSS selector, waiting for it."""
    return page.find_element("css selector", selector)


def every(page: Any, selector: str) -> list[Any]:
    """Return all elements of a CSS selector."""
    found: list[Any] = page.find_elements("css selector", selector)
    return found


def visit(page: Any, view: str) -> None:
    """Go to a view by its address."""
    page.execute_script("location.hash = arguments[0]", view)


def choose(page: Any, element: Any) -> None:
    """Click an element in the middle of the window."""
    page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def text_of(page: Any, selector: str, words: str) -> str:
    """Return the text of an element once the words stand in it."""
    from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 -- only where the browser is

    WebDriverWait(page, 10).until(lambda browser: words in browser.find_element("css selector", selector).text)
    return str(find(page, selector).text)


def test_the_summary_says_what_was_found(page: Any) -> None:
    """Tiles, licences and credits are there; so is the line that a statement is a claim."""
    assert "A statement found is a claim, not a grant. Not legal advice." in find(page, "header").text
    assert "707" in find(page, ".tiles").text
    assert "Mehr News Agency" in find(page, "#summary").text
    assert "NBC News" in find(page, "#summary").text


def test_findings_can_be_filtered_and_searched(page: Any) -> None:
    """By rule and by words that stand in files beside the page."""
    visit(page, "#/findings")
    text_of(page, "#view h1", "Findings")
    choose(page, find(page, "select[name=rule] option[value=conflicting-licenses]"))
    assert "The same text states CC-BY-4.0" in text_of(page, ".rows", "The same text states")
    assert len(every(page, "#view .finding")) == 1
    choose(page, find(page, "select[name=rule] option[value='']"))
    find(page, "input[type=search]").send_keys("number 666")
    assert "row-0666" in text_of(page, ".rows", "row-0666")
    text_of(page, ".status-line", "1 found")


def test_a_span_leads_to_its_reason(page: Any) -> None:
    """From a finding to the article, from the marked words to rule, confidence and reason."""
    visit(page, "#/findings?rule=embedded-third-party")
    link = find(page, "#view .finding .quotes .from a")
    choose(page, link)
    text_of(page, ".panel", "NBC News")
    mark = next(item for item in every(page, "mark.license") if "All Content by Mehr" in item.text)
    choose(page, mark)
    shown = text_of(page, ".panel", "Claims CC-BY-4.0")
    assert "statements/cc/all-content-by" in shown
    assert "certain" in shown


def test_a_span_can_be_reached_by_keyboard(page: Any) -> None:
    """Tab and Enter do what a click does."""
    visit(page, "#/article/3")
    text_of(page, ".id", IDS[3])
    mark = find(page, "mark.source[tabindex='0']")
    mark.send_keys("\ue007")
    assert "Fars News" in text_of(page, ".panel", "Fars News")


def test_a_family_is_drawn_and_its_edges_open_both_texts(page: Any) -> None:
    """Three articles, two edges, one of them dashed; a line leads to the texts side by side."""
    visit(page, "#/family/0")
    text_of(page, "#view h1", "3 articles")
    assert len(every(page, ".graph .node")) == 3
    assert len(every(page, ".graph .edge.unknown")) == 1
    page.execute_script("document.querySelector('.graph .edge.unknown').parentNode.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    text_of(page, "#view h1", "Side by side")
    assert "The licences differ" in find(page, "#view").text
    cells = every(page, ".cell.shared")
    assert len(cells) > 20
    assert len(cells) % 2 == 0


def test_differences_inside_a_passage_are_marked(page: Any) -> None:
    """The excerpt says the same in almost the same words; what differs is struck out or underlined."""
    visit(page, "#/compare/0/1")
    text_of(page, "#view h1", "Side by side")
    assert every(page, ".cell.only")
    assert "shared passages" in find(page, "#view .lead").text


def test_hostile_articles_are_shown_and_never_run(page: Any) -> None:
    """Markup stands there as text, direction marks by name; nothing was executed on the way."""
    for number in (5, 6):
        visit(page, f"#/article/{number}")
        text_of(page, ".text", "tail")
    assert "<svg onload" in find(page, ".text").text
    visit(page, "#/article/5")
    text_of(page, ".text", "</script><script>")
    assert [item.text for item in every(page, ".text .control")] == ["U+202E", "U+202C"]
    assert page.title.endswith("Provenance report")
    assert page.execute_script("return document.querySelectorAll('#view script, #view img, #view svg').length") == 0


def test_lists_are_paged(page: Any) -> None:
    """707 articles, fifty at a time."""
    visit(page, "#/articles")
    text_of(page, ".status-line", "50 of 707")
    choose(page, find(page, "button.more"))
    text_of(page, ".status-line", "100 of 707")


@pytest.mark.parametrize("address", ["#/article/tasnim-1", "#/article/1.5", "#/article/707", "#/article/-1"])
def test_an_address_that_leads_nowhere_says_so(page: Any, address: str) -> None:
    """As a link to an article by its id, or into a report that was longer once."""
    visit(page, "#/articles")
    text_of(page, ".status-line", "of 707")
    visit(page, address)
    text_of(page, "[role=alert]", "There is no such entry in this report.")


def test_the_browser_reports_no_error(page: Any) -> None:
    """No script error, no refused file, no request to a network."""
    grave = [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"]
    assert grave == []
    asked = page.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [name for name in asked if not name.startswith("file:")] == []


def test_the_folder_beside_the_page_holds_numbered_files_only(page: Any) -> None:
    """No id of an article became the name of a file."""
    folder = Path(page.current_url.removeprefix("file://").split("index.html")[0])
    names = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert "articles-00000.js" in names
    assert all(name == "index.html" or name.rsplit("-", 1)[-1].removesuffix(".js").isdigit() for name in names)
