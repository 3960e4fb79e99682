// On every page. Each part stands by itself, and every page works without any of them.
import { watchDialogs } from "./face/dialogs";
import { watchForms } from "./face/forms";
import { loadHtmxWhereUsed } from "./face/htmx-loader";
import { watchKeys } from "./face/keys";
import { watchLiveRegions } from "./face/live";
import { watchMenus, watchSmallThings } from "./face/small";
import { forgetSent } from "./fill/keeping";
import { watchTheme } from "./face/theme";

watchTheme();
watchKeys();
watchDialogs();
watchForms();
watchLiveRegions();
watchMenus();
watchSmallThings();
loadHtmxWhereUsed();
document.querySelectorAll<HTMLElement>("[data-arrived]").forEach((page) => forgetSent(page.dataset["arrived"]!));
if (window.isSecureContext) void navigator.serviceWorker?.register("/worker.js").catch(() => undefined);
