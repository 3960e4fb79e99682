"""One form's fields, small enough to keep in mind."""

from engine.language.rules import FieldType, Signature, TableSignature
from engine.language.text import both

CATEGORIES = {"goods": both("Goods", "物料"), "services": both("Services", "服務"), "works": both("Works", "工程")}
PARTS = {"weight": FieldType("decimal", 3, label=both("Weight", "重量"))}
LINES = {
    "item": FieldType("text", label=both("Item", "物品")),
    "quantity": FieldType("integer", label=both("Quantity", "數量")),
    "price": FieldType("money", label=both("Unit price", "單價")),
    "amount": FieldType("money", label=both("Amount", "金額")),
    "parts": FieldType("rows", rows=PARTS, label=both("Parts", "組件")),
}
SIGNATURE = Signature(
    {
        "total": FieldType("money", label=both("Total", "總額")),
        "category": FieldType("text", label=both("Category", "類別"), options=CATEGORIES),
        "tags": FieldType("codes", label=both("Tags", "標籤"), options=CATEGORIES),
        "reason": FieldType("text", label=both("Reason", "原因")),
        "staff": FieldType("integer", label=both("Staff", "員工人數")),
        "rate": FieldType("decimal", 4, label=both("Rate", "比率")),
        "urgent": FieldType("boolean", label=both("Urgent", "緊急")),
        "born": FieldType("date", label=both("Date of birth", "出生日期")),
        "needed": FieldType("date", label=both("Needed by", "需要日期")),
        "files": FieldType("files", label=both("Quotations", "報價單")),
        "lines": FieldType("rows", rows=LINES, label=both("Items", "項目")),
    },
    {
        "quotations": TableSignature(
            {"amount": "money", "category": "text"}, {"count": "integer"}, both("Quotations needed", "所需報價")
        )
    },
)
