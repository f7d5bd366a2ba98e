/** Everything every page needs: htmx, toasts, theme, menus, selects that send themselves. */
import "htmx.org";
import "./app.scss";
import { watchTheme } from "./theme";
import { watchToasts } from "./toast";
import { watchControls } from "./controls";
import { watchConnection } from "./connection";
import { watchPersonSearch } from "./catat";

watchTheme();
watchToasts();
watchControls();
watchConnection(); // after the controls: a question answered with no is not sent
watchPersonSearch(document);
