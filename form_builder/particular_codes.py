"""What can be wrong with particulars of people and places (`answer.*`) and with asking for them (`form.*`)."""

from engine.language.problems import Code, register_codes


def _error(en: str, zh: str, hint_en: str, hint_zh: str) -> Code:
    return Code("error", en, zh, hint_en, hint_zh)


_FORMS = {
    "form.identity-number-without-purpose": _error(
        "The form asks for an identity card number without saying why.",
        "表格收集身份證號碼，但沒有說明用途。",
        "Write the purpose in “purpose”, or ask for something less: a name, a date of birth, a number of your own.",
        "請在「purpose」說明用途；或改為收集較少的資料，例如姓名、出生日期或中心自設的編號。",
    ),
    "form.identity-number-not-allowed": _error(
        "Nobody has allowed this form to ask for an identity card number.",
        "此表格未獲准收集身份證號碼。",
        "Write in “allowed_by” who in the organisation allowed it, and when.",
        "請在「allowed_by」註明機構內由誰批准及批准日期。",
    ),
    "form.identity-number-not-personal": _error(
        "An identity card number is personal data.",
        "身份證號碼屬個人資料。",
        "Set “sensitivity” to “personal” or “sensitive”.",
        "請將「sensitivity」設為「personal」或「sensitive」。",
    ),
    "form.consent-without-words": _error(
        "The consent has no words to agree to.",
        "同意聲明沒有內容。",
        "Write them in “statement”, in both languages.",
        "請在「statement」以中英文填寫內容。",
    ),
    "form.consent-without-edition": _error(
        "The consent does not say which edition of its words this is.",
        "同意聲明沒有註明版次。",
        "Write it in “edition”, such as “2025-04”, and change it whenever the words change.",
        "請在「edition」填寫版次，例如「2025-04」；內容有改動時須一併更改。",
    ),
    "form.consent-one-language": _error(
        "The words to agree to are missing in: {languages}.",
        "同意聲明欠缺以下語言的內容：{languages}。",
        "Nobody can agree to words in a language that they do not read. Write both.",
        "請以中英文提供內容，讓每位簽署者都能讀懂。",
    ),
    "form.code-not-on-list": _error(
        "The list has no code “{name}”.",
        "清單內沒有編碼「{name}」。",
        "Write one of the codes of the list in “choices”.",
        "請填寫「choices」清單內的編碼。",
    ),
    "form.reference-to-what": _error(
        "The reference does not say which register it chooses from.",
        "引用欄位沒有註明從哪個登記冊選取。",
        "Name the register in “register”, or set “to” to “unit” or “person”.",
        "請在「register」填寫登記冊的代號，或將「to」設為「unit」或「person」。",
    ),
}

_ANSWERS = {
    "answer.not-an-identity-number": _error(
        "This is not a Hong Kong identity card number.",
        "這不是香港身份證號碼的格式。",
        "Write it as on the card, such as A123456(3).",
        "請按身份證填寫，例如 A123456(3)。",
    ),
    "answer.identity-check-digit": _error(
        "The character in brackets does not belong to this number.",
        "括號內的數字或字母與號碼不符。",
        "Compare it with the card once more.",
        "請再次核對身份證。",
    ),
    "answer.not-a-phone-number": _error(
        "This is not a telephone number.",
        "這不是有效的電話號碼。",
        "Write eight digits, such as 2831 5272; of a number abroad, begin with + and the country's code.",
        "請填寫八位數字，例如 2831 5272；海外號碼請以 + 及國家號碼開首。",
    ),
    "answer.not-an-email": _error(
        "This is not an e-mail address.",
        "這不是有效的電郵地址。",
        "Write it in full, such as office@example.org.",
        "請填寫完整地址，例如 office@example.org。",
    ),
    "answer.not-an-address": _error(
        "This is not an address.",
        "這不是有效的地址。",
        "Fill in the parts on the form's page, each in one short line.",
        "請在表格頁面逐項填寫，每項一行。",
    ),
    "answer.district-missing": _error(
        "The district is missing.",
        "沒有選擇地區。",
        "Choose one of the eighteen districts.",
        "請選擇十八區之一。",
    ),
    "answer.not-a-location": _error(
        "This is not a place on the map.",
        "這不是有效的位置。",
        "Give latitude and longitude in degrees, such as 22.28350 and 114.13480, or only the district.",
        "請以度數填寫緯度及經度，例如 22.28350 及 114.13480；或只選擇地區。",
    ),
    "answer.point-missing": _error(
        "The point on the map is missing.",
        "沒有填寫位置坐標。",
        "Press “Use where I am”, or type latitude and longitude.",
        "請按「使用我的位置」，或輸入緯度及經度。",
    ),
    "answer.not-a-classification": _error(
        "This is not a code with qualifiers.",
        "這不是有效的編碼。",
        "Write it like d510.2: the code, a point, then the qualifiers.",
        "請按 d510.2 的格式填寫：編碼、小數點、限定值。",
    ),
    "answer.no-facilitator": _error(
        "“{name}” is no environmental factor: it has no plus sign.",
        "「{name}」不是環境因素，不能使用加號。",
        "Write a point before the qualifier.",
        "請在限定值前使用小數點。",
    ),
    "answer.one-qualifier": _error(
        "“{name}” takes one qualifier here.",
        "「{name}」在此只可有一個限定值。",
        "Leave out the second digit after the point.",
        "請刪去小數點後的第二個數字。",
    ),
    "answer.no-qualifier": _error(
        "“{name}” takes no qualifier here.",
        "「{name}」在此不設限定值。",
        "Give the code alone.",
        "請只填寫編碼。",
    ),
    "answer.no-such-qualifier": _error(
        "There is no such qualifier.",
        "沒有這個限定值。",
        "Use 0 to 4, 8 for not specified, or 9 for not applicable.",
        "請使用 0 至 4；8 代表未有註明；9 代表不適用。",
    ),
    "answer.not-a-consent": _error(
        "This is not an answer to a consent statement.",
        "這不是同意聲明的答案。",
        "Tick the box on the form's page, or leave it empty.",
        "請在表格頁面剔選方格，或留空。",
    ),
    "answer.consent-to-other-words": _error(
        "The agreement was given for other words than those of this form.",
        "當時同意的內容與此表格的內容不同。",
        "Read the statement as it is now, and tick the box again.",
        "請閱讀現時的聲明，再次剔選方格。",
    ),
    "answer.not-a-signature": _error(
        "This is not a signature.",
        "這不是有效的簽署。",
        "Draw it again, or type your name in full.",
        "請重新簽署，或輸入全名。",
    ),
    "answer.signature-must-be-drawn": _error(
        "A typed name is not enough here.",
        "此處不接受輸入姓名。",
        "Draw the signature, or add a picture of it.",
        "請手寫簽署，或加入簽名圖片。",
    ),
    "answer.signature-must-be-typed": _error(
        "A drawn signature is not taken here.",
        "此處不接受手寫簽署。",
        "Type your name in full.",
        "請輸入全名。",
    ),
    "answer.not-a-reference": _error(
        "This names nothing that could be chosen.",
        "找不到所選項目。",
        "Search for it by name or number, and choose it.",
        "請以名稱或編號搜尋，然後選取。",
    ),
    "answer.choose-from-register": _error(
        "A typed name is not enough here.",
        "此處不接受自行輸入的名稱。",
        "Choose one from the list. Nothing fits? It has to be added to the register first.",
        "請從清單選取。如沒有合適的項目，須先加入登記冊。",
    ),
}

register_codes({**_FORMS, **_ANSWERS})
