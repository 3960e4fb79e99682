"""Every page of the product by name: who looks at it, and how one gets there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.desk import Desk
from tests.browser.story import Story, path_of

Way = str | Callable[[Page, Story], str]
NOBODY = ""


def begun(name: str, beneath: str = "") -> Way:
    """An address that the story left behind."""
    return lambda page, story: story.paths[name] + beneath


def follow(start: str, *selectors: str) -> Way:
    """From a page, click by click."""

    def walk(page: Page, story: Story) -> str:
        page.goto(start)
        for selector in selectors:
            page.locator(selector).first.click()
            page.wait_for_load_state()
        return path_of(page)

    return walk


def beneath(way: Way, end: str) -> Way:
    """A page under another one."""
    return lambda page, story: resolve(way, page, story) + end


def resolve(way: Way, page: Page, story: Story) -> str:
    return way if isinstance(way, str) else way(page, story)


ORDER = follow("/approvals/orders/", "main a.cover")
CLIENT = follow("/records/on/client/", "main a.cover")
SLOT = follow("/design/", "main th a >> text=WHO-5 well-being index", "main a[href*='/forms/slot/']")
COLLECTED = follow("/design/", "main th a >> text=PHQ-9 assessment", "main a[href*='/forms/collected/']")
BLANK = follow("/design/", "main th a >> text=PHQ-9 assessment", "main a[href$='/blank/']")
DEFINITION = follow("/design/", "main th a >> text=Purchase requisition")
PERSON = follow("/people/?q=Lee", "main a.cover")
SUBMISSION = follow("/records/on/client/", "main a.cover", "aside .timeline a")

TRY = beneath(
    follow("/design/", "main th a:text-is('Purchase requisition') >> nth=-1", "main a[href*='/try/']"),
    "?ask.request.total=20000.01&unit=",
)

PLACES: dict[str, tuple[str, Way]] = {
    "sign-in": (NOBODY, "/accounts/login/"),
    "offline": (NOBODY, "/offline/"),
    "forgotten-password": (NOBODY, "/accounts/password/reset/"),
    "link-used": (NOBODY, "/accounts/password/reset/key/1-x/"),
    "two-steps": ("worker.wts", "/accounts/2fa/"),
    "change-password": ("worker.wts", "/accounts/password/change/"),
    "home-worker": ("worker.wts", "/"),
    "home-finance": ("finance", "/"),
    "inbox": ("finance", "/inbox/"),
    "inbox-empty": ("worker.st", "/inbox/"),
    "inbox-done": ("depthead.wts", "/inbox/?show=done"),
    "task": ("finance", follow("/inbox/", "a.entry:has-text('Bubble tube for the sensory room')")),
    "process": ("worker.wts", begun("request")),
    "process-done": ("worker.wts", follow("/approvals/orders/", "main a.cover", "main .head__actions a")),
    "comment": ("worker.wts", begun("request", "comment/")),
    "process-looked-after": ("admin", begun("request")),
    "task-give": (
        "admin",
        lambda page, story: follow(story.paths["request"], "main a[href$='/give/']")(page, story),
    ),
    "decisions": (
        "worker.wts",
        lambda page, story: story.paths["request"].replace("/processes/", "/approvals/records/"),
    ),
    "start": ("worker.wts", "/start/"),
    "drafts": ("worker2.wts", "/forms/"),
    "form-need": ("worker2.wts", begun("draft", "page/need/")),
    "form-items": ("worker2.wts", begun("draft", "page/items/")),
    "form-quotations": ("worker2.wts", begun("draft", "page/quotations/")),
    "form-wrong": ("worker2.wts", begun("draft", "page/quotations/?check")),
    "form-declaration": ("worker2.wts", begun("draft", "page/declaration/")),
    "form-phq-9": ("programme.wts", begun("assessment", "page/questions/")),
    "review": ("worker2.wts", begun("draft", "review/")),
    "discard": ("programme.wts", begun("assessment", "discard/")),
    "submission": ("worker.wts", SUBMISSION),
    "print": ("worker.wts", beneath(SUBMISSION, "print/")),
    "records": ("worker.wts", "/records/"),
    "register": ("worker.wts", "/records/on/client/"),
    "record": ("worker.wts", CLIENT),
    "record-new": ("worker.wts", "/records/on/client/new/"),
    "orders": ("worker.wts", "/approvals/orders/"),
    "order": ("worker.wts", ORDER),
    "reports": ("director", "/reports/"),
    "report-spend": ("director", "/reports/spend-by-category-and-fund/?p-year=all"),
    "report-months": ("director", "/reports/requisitions-by-month-and-outcome/"),
    "report-days": ("director", "/reports/days-to-decide/"),
    "report-reasons": ("director", "/reports/reasons-for-rejection/"),
    "report-phq-9": ("director", "/reports/phq-9-bands-by-centre/"),
    "drill": ("director", follow("/reports/spend-by-category-and-fund/?p-year=all", "main table a >> nth=-1")),
    "design": ("manager.wts", "/design/"),
    "definition": ("manager.wts", DEFINITION),
    "try-route": ("manager.wts", TRY),
    "scale-without-wording": ("manager.wts", SLOT),
    "what-is-collected": ("manager.wts", COLLECTED),
    "definition-draft": ("manager.wts", begun("copy")),
    "version": ("manager.wts", beneath(DEFINITION, "v1/")),
    "version-changes": ("manager.wts", beneath(begun("copy"), "v2/")),
    "definition-edit": ("manager.wts", beneath(begun("copy"), "edit/")),
    "definition-new": ("manager.wts", "/design/new/"),
    "table-look": ("manager.wts", begun("table", "?ask.total=20%2C000")),
    "table-edit": ("manager.wts", begun("table", "edit/")),
    "table-compare": ("manager.wts", begun("table", "compare/")),
    "table-new": ("manager.wts", "/design/tables/new/"),
    "publish-proposed": ("admin", begun("proposed")),
    "publish-waiting": ("manager.wts", begun("proposed")),
    "who-publishes": ("manager.wts", "/design/second-person/"),
    "form-import": ("manager.wts", "/forms/import/"),
    "attention": ("admin", "/attention/"),
    "form-imported": ("manager.wts", "/forms/import/"),
    "form-new": ("manager.wts", "/design/forms/new/"),
    "guide": ("manager.wts", "/design/forms/guide/"),
    "designer": ("manager.wts", begun("form")),
    "designer-problems": ("manager.wts", begun("form")),
    "designer-translations": ("manager.wts", begun("form")),
    "designer-json": ("manager.wts", begun("form")),
    "designer-try": ("manager.wts", begun("trial")),
    "publish": ("manager.wts", beneath(begun("copy"), "publish/")),
    "blank": ("manager.wts", BLANK),
    "people": ("admin", "/people/"),
    "person": ("admin", PERSON),
    "invite": ("admin", "/people/invite/"),
    "person-edit": ("admin", beneath(PERSON, "edit/")),
    "give-role": ("admin", beneath(PERSON, "role/")),
    "hand-over": ("admin", beneath(PERSON, "hand-over/")),
    "units": ("admin", "/people/units/"),
    "unit": ("admin", follow("/people/units/", "main table a")),
    "unit-move": ("admin", follow("/people/units/", "main table a[href$='/move/']")),
    "roles": ("admin", "/people/roles/"),
    "role": ("admin", "/people/roles/worker/"),
    "notices": ("finance", "/notices/"),
    "me": ("worker.wts", "/people/me/"),
    "my-stand-in": ("worker.wts", "/people/me/stand-in/"),
    "audit": ("auditor", "/audit/"),
    "sign-out": ("worker.wts", "/accounts/logout/"),
    "not-found": ("worker.wts", "/nowhere/"),
    "not-allowed": ("worker.wts", "/people/"),
}


@dataclass
class Guide:
    """Finds each place once, in an English window of whoever looks at it."""

    desk: Desk
    story: Story
    found: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> str:
        if name not in self.found:
            who, way = PLACES[name]
            if isinstance(way, str):
                self.found[name] = way
            else:
                page = self.desk.again(who)
                self.found[name] = resolve(way, page, self.story)
                page.context.close()
        return self.found[name]
