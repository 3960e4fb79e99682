"""Why the services of people and units refuse. The class is the code; the sentence is for the person who asked."""

from engine.language.errors import Refusal
from engine.language.text import both


class EndsBeforeStart(Refusal):
    status = 422
    message = both("The last day is before the first day.", "最後一天早於第一天。")


class PastIsFixed(Refusal):
    status = 422
    message = both(
        "What has already happened cannot be changed: choose today or a later day.",
        "過去的紀錄不能更改，請選擇今天或以後的日期。",
    )


class RoleAlreadyHeld(Refusal):
    message = both(
        "This person already holds this role here on some of these days.", "此人在這段期間內已在此擔任這個角色。"
    )


class LastAdministrator(Refusal):
    message = both(
        "Nobody else could administer this part of the organisation. Give the role to somebody else first.",
        "這樣會沒有人管理這個部分。請先把角色交給另一位同事。",
    )


class OwnAccount(Refusal):
    message = both(
        "You cannot deactivate your own account. Ask another administrator.", "你不能停用自己的帳戶，請找另一位管理員。"
    )


class NotTheSamePerson(Refusal):
    status = 422
    message = both("Choose somebody else: this is the same person.", "請選擇另一位同事：這是同一個人。")


class ManagersInACircle(Refusal):
    status = 422
    message = both("This would make the two of them each other's managers.", "這樣會令兩人互為對方的上司。")


class PersonInactive(Refusal):
    message = both("This person's account is not active.", "此人的帳戶已停用。")


class OpenWork(Refusal):
    message = both("This person still has open work. Hand it over first.", "此人仍有未完成的工作，請先移交。")


class UsernameTaken(Refusal):
    message = both("This sign-in name is taken.", "此登入名稱已有人使用。")


class EmailTaken(Refusal):
    message = both("Somebody already uses this e-mail address.", "此電郵地址已有人使用。")


class UnitCodeTaken(Refusal):
    message = both("Another unit has this code.", "另一個單位已使用此代碼。")


class UnitMisplaced(Refusal):
    status = 422
    message = both(
        "A unit of this kind cannot be there: a federation holds NGOs, an NGO holds centres, a centre holds teams.",
        "這類單位不能放在這裏：聯會之下是機構，機構之下是中心，中心之下是小組。",
    )


class UnitsInACircle(Refusal):
    status = 422
    message = both("A unit cannot be moved beneath itself.", "單位不能移到自己之下。")


class AlreadyStandingIn(Refusal):
    message = both("This person already stands in on some of these days.", "此人在這段期間內已是替任人。")


class NotAColleague(Refusal):
    status = 422
    message = both("Choose somebody of your own organisation.", "請選擇同一機構的同事。")


class UnknownPermission(Refusal):
    status = 422
    message = both("There is no such permission.", "沒有這項權限。")


class InvitationOver(Refusal):
    status = 404
    message = both(
        "This invitation is used or has expired. Ask your administrator for a new one.",
        "此邀請已使用或已過期，請向管理員索取新的邀請。",
    )


class AlreadySetUp(Refusal):
    status = 404
    message = both("This installation is set up already.", "系統已完成設定。")
