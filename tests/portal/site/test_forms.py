"""The field template: label, hint and error are tied to the widget, and typed values stay."""

from django import forms
from django.template.loader import render_to_string


class Sample(forms.Form):
    name = forms.CharField(label="姓名", help_text="与证件一致。", max_length=4)
    kind = forms.ChoiceField(label="类别", choices=[("a", "公民"), ("b", "法人")], widget=forms.RadioSelect)
    remark = forms.CharField(label="备注", required=False)


def shown(form: forms.Form) -> str:
    return render_to_string("components/form.html", {"form": form, "submit": "提交申请"})


def test_hint_and_error_are_announced_with_the_field():
    text = shown(Sample({"name": "欧阳上官司徒", "kind": "a"}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in text
    assert 'id="id_name_helptext"' in text
    assert 'id="id_name_error"' in text
    assert 'value="欧阳上官司徒"' in text


def test_summary_links_each_error_to_its_field():
    text = shown(Sample({"name": "", "kind": ""}))

    assert text.count('<li><a href="#id_') == 2
    assert 'href="#id_name"' in text
    assert 'href="#id_kind_0"' in text
    assert 'id="id_kind"' in text


def test_clean_form_has_no_summary():
    assert "error-summary" not in shown(Sample())


def test_required_is_said_in_words_and_only_there():
    assert shown(Sample()).count("（必填）") == 2


def test_group_of_choices_has_a_legend():
    assert "<legend>类别<span" in shown(Sample())


def test_help_text_is_escaped():
    class Odd(forms.Form):
        name = forms.CharField(label="姓名", help_text="<b>")

    assert "&lt;b&gt;" in shown(Odd())
