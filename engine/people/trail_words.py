"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "people.signed_in": both("Signed in", "登入"),
    "people.signed_out": both("Signed out", "登出"),
    "people.sign_in_failed": both("Sign-in refused", "登入失敗"),
    "people.password_changed": both("Password changed", "更改密碼"),
    "people.password_reset": both("Password set anew through a mailed link", "經電郵連結重設密碼"),
    "people.unit_created": both("Unit created", "新增單位"),
    "people.unit_renamed": both("Unit renamed", "更改單位名稱"),
    "people.unit_moved": both("Unit moved", "調動單位"),
    "people.invited": both("Person invited", "邀請人員"),
    "people.invited_again": both("Person invited again", "再次邀請人員"),
    "people.joined": both("Invitation accepted", "接受邀請"),
    "people.set_up": both("First organisation set up", "設定首個機構"),
    "people.edited": both("Person’s details changed", "更改人員資料"),
    "people.language_set": both("Language chosen", "選擇語言"),
    "people.handed_over": both("Work handed over", "移交工作"),
    "people.deactivated": both("Account deactivated", "停用帳戶"),
    "people.reactivated": both("Account reactivated", "重新啟用帳戶"),
    "people.role_given": both("Role given", "委派角色"),
    "people.role_ended": both("Role ended", "結束角色"),
    "people.role_edited": both("Role changed", "更改角色"),
    "people.role_loaded": both("Role loaded from file", "由檔案載入角色"),
    "people.line_manager_set": both("Line manager set", "設定直屬上司"),
    "people.stand_in_set": both("Stand-in named", "指定替任人"),
    "people.stand_in_ended": both("Stand-in ended", "結束替任"),
    "read": both("Read", "閱覽"),
}
ABOUT: Mapping[str, Text] = {
    "user": both("person", "人員"),
    "holding": both("role held", "所任角色"),
    "role": both("role", "角色"),
    "unit": both("unit", "單位"),
    "linemanager": both("line manager", "直屬上司"),
    "standin": both("stand-in", "替任"),
    "sign-in name": both("sign-in name", "登入名稱"),
    "audit": both("audit trail", "審計紀錄"),
}
WHY: Mapping[str, Text] = {
    "the page of the audit trail": both("the page of the audit trail", "閱覽審計紀錄頁"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT, why=WHY)
