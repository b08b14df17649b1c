"""Writes the workbooks of this folder: python3 generate.py

They were saved by openpyxl, XlsxWriter, xlwt and LibreOffice (soffice), so that the
readers are tried on what other programs write. The expected cells beside them
(*.txt) come from `go test -update`, read over by hand.
"""

import datetime
import pathlib
import shutil
import subprocess
import tempfile

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

HERE = pathlib.Path(__file__).parent
BOOKS, FOREIGN = HERE / "workbooks", HERE / "foreign"
SAVED = datetime.datetime(2023, 7, 3, 9, 30)


def by_openpyxl(name):
    wb = openpyxl.Workbook()
    wb.properties.modified = wb.properties.created = SAVED
    ws = wb.active
    ws.title = "项目计划表"
    ws["A1"] = "项目名称"
    ws["B1"] = "总投资\n(万元)"
    ws["A2"] = " 前后有空格 "
    ws["B2"] = 1084.35
    ws["A3"] = "全角:１２３％"
    ws["B3"] = 0.45
    ws["B3"].number_format = "0%"
    ws["A4"] = "=1+1"
    ws["B4"] = "=B2*2"
    ws["A5"] = True
    ws["B5"] = datetime.date(2023, 6, 30)
    ws["C5"] = datetime.datetime(2025, 12, 31, 18, 0)
    ws["C5"].number_format = 'yyyy"年"m"月"d"日"'
    ws["D5"] = datetime.time(9, 30)
    ws["A6"] = "#REF!"
    ws["A7"] = "控制符\x0b不行".replace("\x0b", "_x000B_")
    ws["A9"] = "合并"
    ws.merge_cells("A9:C10")
    ws["F12"].fill = PatternFill("solid", fgColor="FFFF00")  # styled, empty
    ws["A13"] = "藏行"
    ws.row_dimensions[13].hidden = True
    ws.column_dimensions["D"].hidden = True
    ws.column_dimensions.group("G", "H", hidden=True)
    ws["B2"].comment = Comment("核对过", "审核人")
    hidden = wb.create_sheet("选项")
    hidden["A1"] = "在建"
    hidden.sheet_state = "veryHidden"
    wb.create_chartsheet("图")
    wb.save(BOOKS / name)


def by_openpyxl_1904(name):
    wb = openpyxl.Workbook()
    wb.properties.modified = wb.properties.created = SAVED
    wb.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    wb.active["A1"] = datetime.date(2023, 6, 30)
    wb.save(BOOKS / name)


def by_xlsxwriter(name, options):
    wb = xlsxwriter.Workbook(BOOKS / name, options)
    wb.set_properties({"created": SAVED})
    wb.set_custom_property("季度", "2023Q2")
    wb.set_custom_property("轮次", 2)
    bold = wb.add_format({"bold": True})
    date = wb.add_format({"num_format": 31})
    percent = wb.add_format({"num_format": "0.0%"})
    money = wb.add_format({"num_format": '#,##0.00"万元"'})
    ws = wb.add_worksheet("一、党建引领行动")
    ws.write("A1", "楼宇党建 & <联盟> ' \" 𠮷")
    ws.write_number("B1", 12345.678, money)
    ws.write_datetime("C1", datetime.date(2023, 6, 30), date)
    ws.write_number("D1", 0.815, percent)
    ws.write_boolean("E1", False)
    ws.write_blank("F1", None, date)
    if not options.get("constant_memory"):
        ws.write_rich_string("A2", "重", bold, "点", "任务")
    ws.write_formula("B2", "=SUM(B1)", money, 12345.678)
    ws.write_formula("C2", "=NA()", None, "#N/A")
    ws.write_formula("D2", '=IF(1,"是","")', None, "是")
    ws.write_formula("E2", '=IF(0,"是","")', None, "")
    ws.write_array_formula("F2:G2", "{=B1:C1*2}", None, 24691.356)
    ws.write_string("A3", "第一行\n第二行\ttab")
    ws.write_string("A4", "_x0041_ 原样")
    ws.write_number("B4", 1e-7)
    ws.write_number("C4", 123456789012345678)
    ws.set_row(3, None, None, {"hidden": True, "level": 1})
    ws.set_column("C:D", 10, None, {"hidden": True, "level": 1})
    ws.set_column("J:XFD", None, None, {"hidden": True})
    ws.write_comment("A1", "【检查】\n单位不在名单", {"author": "领导小组办公室"})
    ws.merge_range("A6:B7", "小计")
    wb.add_worksheet("空表")
    last = wb.add_worksheet("藏")
    last.hide()
    last.write("B2", "x")
    wb.close()


def by_xlwt(name):
    wb = xlwt.Workbook(encoding="utf-8")
    ws = wb.add_sheet("项目计划表")
    line = xlwt.easyxf("font: struck_out on")
    struck, plain = xlwt.Font(), xlwt.Font()
    struck.struck_out = True
    ws.write(0, 0, "项目名称 𠮷")
    ws.write(0, 1, "划掉的", line)
    ws.write_rich_text(0, 2, [("2023年6月", struck), ("2023年12月", plain)])
    ws.write_rich_text(0, 3, ["先", ("划", struck), "后"])
    ws.write(1, 0, 1084.35)
    ws.write(1, 1, 100)
    ws.write(1, 2, 12.34)
    ws.write(1, 3, -7)
    ws.write(1, 4, 1e-7)
    ws.write(1, 5, 123456789012)
    ws.write(2, 0, datetime.date(2023, 6, 30), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    ws.write(2, 1, 0.45, xlwt.easyxf(num_format_str="0%"))
    ws.write(2, 2, 0.5, xlwt.easyxf(num_format_str="0.0%"))
    ws.write(2, 3, 45107, line)
    ws.write(3, 0, True)
    ws.write(3, 1, False)
    ws.write(3, 2, xlwt.Formula("1+1"))
    for col in range(4, 10):
        ws.write(3, col, col)
    ws.write(3, 12, None, xlwt.easyxf("pattern: pattern solid"))
    ws.write_merge(5, 6, 0, 2, "合并")
    ws.row(8).hidden = True
    ws.write(8, 0, "藏行")
    ws.col(4).hidden = True
    ws.write(9, 0, "长" * 12000)
    ws.write(10, 0, "a" * 9000 + "中")
    ws.write(65535, 255, "角")
    hidden = wb.add_sheet("选项")
    hidden.visibility = 2
    hidden.write(0, 0, "在建")
    wb.save(str(BOOKS / name))


def by_libreoffice(source, folder, form, name):
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless",
             "--convert-to", form, "--outdir", tmp, str(source)],
            check=True, stdout=subprocess.DEVNULL)
        (made,) = pathlib.Path(tmp).glob(f"{source.stem}.*")
        shutil.copyfile(made, folder / name)


by_openpyxl("openpyxl.xlsx")
by_openpyxl_1904("openpyxl-1904.xlsx")
by_xlsxwriter("xlsxwriter.xlsx", {})
by_xlsxwriter("xlsxwriter-inline.xlsx", {"constant_memory": True})
by_xlsxwriter("xlsxwriter-1904.xlsx", {"date_1904": True})
by_libreoffice(BOOKS / "openpyxl.xlsx", BOOKS, "xlsx:Calc MS Excel 2007 XML", "libreoffice-openpyxl.xlsx")
by_libreoffice(BOOKS / "xlsxwriter.xlsx", BOOKS, "xlsx:Calc MS Excel 2007 XML", "libreoffice-xlsxwriter.xlsx")
by_libreoffice(BOOKS / "xlsxwriter-1904.xlsx", BOOKS, "xlsx:Calc MS Excel 2007 XML", "libreoffice-1904.xlsx")

by_xlwt("xlwt.xls")
for source in ("openpyxl", "xlsxwriter", "xlsxwriter-1904"):
    by_libreoffice(BOOKS / f"{source}.xlsx", BOOKS, "xls:MS Excel 97", f"libreoffice-{source}.xls")
    by_libreoffice(BOOKS / f"{source}.xlsx", BOOKS, "ods", f"libreoffice-{source}.ods")
by_libreoffice(BOOKS / "xlwt.xls", BOOKS, "ods", "libreoffice-xlwt.ods")

small = BOOKS / "openpyxl-1904.xlsx"
by_libreoffice(small, FOREIGN, "xls", "calc.xls")
by_libreoffice(small, FOREIGN, "ods", "calc.ods")
by_libreoffice(small, FOREIGN, "fods", "calc.fods")
by_libreoffice(small, FOREIGN, "html", "calc.html")
