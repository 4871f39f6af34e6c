"""The citizen's pages: how to ask, the form, the receipt, and where a request stands."""

import segno
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.enums import OPEN_STATUSES, Channel, DeliveryMethod, LetterKind
from applications.forms.desk import StatusForm
from applications.forms.request import REQUEST_FORMS, new_submission_key
from applications.models import Case, Letter
from applications.selectors import find_case_for_applicant, public_steps, read_case_clock
from applications.services.intake import submit_case
from applications.views.clock_days import clock_days
from applications.views.throttle import too_many
from portal.common.exceptions import DomainError
from portal.common.page_meta import ColumnMeta, ColumnType, PageMeta
from portal.organizations.selectors import active_organizations
from portal.workdays.selectors import work_calendar

_META = PageMeta(
    column=ColumnMeta(
        name="依申请公开",
        description="向行政机关申请获取政府信息：申请须知、网上申请、办理进度查询。",
        keywords="依申请公开,政府信息公开申请,办理查询",
        kind=ColumnType.APPLICATION,
    )
)
_ACCESS = "case_access"
_RECEIPT = "case_receipt"
# An anonymous session holds a case's key: on a shared computer it must not last the day.
_SESSION_SECONDS = 1800
ALREADY_SENT = (
    "这份申请表此前已经提交，没有重复登记，这里显示的是第一次提交的内容。要提出另一项申请，请重新打开申请表填写。"
)
_WRONG = "申请编号或者查询码不正确，请对照登记回执核对。两项都要填写。"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Notice first: who to ask, how, at what cost, within which time."""
    organizations = active_organizations()
    chosen = organizations.filter(slug=request.GET.get("organization", "")).first()
    context = {
        "page_meta": _META,
        "organizations": organizations,
        "chosen": chosen,
        "content": request.GET.get("content", "")[:200],
    }
    return render(request, "applications/start.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of article 29 for one organization; ``?as=organization`` gives the one for legal persons."""
    organization = get_object_or_404(active_organizations(), slug=slug)
    applicant = request.GET.get("as", "person")
    form_class = REQUEST_FORMS.get(applicant, REQUEST_FORMS["person"])
    if request.method == "POST":
        form = form_class(request.POST, request.FILES)
        if form.is_valid() and not _flooded(request, form):
            try:
                submission = submit_case(
                    organization,
                    submission_key=form.cleaned_data["submission_key"],
                    channel=Channel.WEB,
                    applicant=form.applicant_facts(),
                    request=form.request_facts(),
                    arrived_on=timezone.localdate(),
                    at=timezone.now(),
                    files=form.evidence(),
                )
            except DomainError as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            else:
                if not submission.created:
                    messages.warning(request, ALREADY_SENT)
                request.session[_RECEIPT] = {submission.case.reference: submission.query_code}
                _shorten(request)
                return redirect("applications:receipt", reference=submission.case.reference)
    else:
        initial = {"submission_key": new_submission_key(), "content": request.GET.get("content", "")[:4000]}
        form = form_class(initial=initial)
    context = {"page_meta": _META, "organization": organization, "form": form, "applicant": applicant}
    return render(request, "applications/new.html", context, status=422 if form.errors else 200)


def _shorten(request: HttpRequest) -> None:
    """A new session key once there is something to see in it, and a short life for a visitor's."""
    request.session.cycle_key()
    if not request.user.is_authenticated:
        request.session.set_expiry(_SESSION_SECONDS)


def _flooded(request: HttpRequest, form: Form) -> bool:
    if too_many(request, "submit", limit=settings.SUBMISSIONS_PER_HOUR, seconds=3600):
        form.add_error(None, "您的网络地址在一小时内提交的申请过多，请稍后再试，或者通过邮寄、当面方式提交。")
        return True
    return False


@never_cache
@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt (登记回执) right after submission; the code is shown to this session only."""
    code = request.session.get(_RECEIPT, {}).get(reference)
    if code is None:
        messages.info(request, "回执只在提交后显示一次。请用申请编号和查询码查询办理情况。")
        return redirect("applications:status")
    case = get_object_or_404(Case.objects.select_related("organization"), reference=reference)
    address = settings.SITE_ORIGIN + reverse("applications:status") + f"?reference={reference}"
    context = {
        "page_meta": _META,
        "case": case,
        "query_code": code,
        "files": case.files.all(),
        "status_address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=4, dark="#1d2430"),
    }
    return render(request, "applications/receipt.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask by number and code; both are needed and neither is told to be the wrong one."""
    if request.method == "POST":
        form = StatusForm(request.POST)
        if form.is_valid():
            if too_many(request, "status", limit=settings.STATUS_TRIES, seconds=900):
                form.add_error(None, "查询次数过多，请15分钟后再试，或者致电受理机关。")
            elif case := find_case_for_applicant(form.cleaned_data["reference"], form.cleaned_data["query_code"]):
                _shorten(request)
                request.session[_ACCESS] = [*request.session.get(_ACCESS, [])[-4:], case.reference]
                return redirect("applications:status_detail", reference=case.reference)
            else:
                form.add_error(None, _WRONG)
    else:
        form = StatusForm(initial={"reference": request.GET.get("reference", "")[:60]})
    context = {"page_meta": _META, "form": form}
    return render(request, "applications/status.html", context, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget which cases this session may see: for people who asked on somebody else's computer."""
    for key in (_ACCESS, _RECEIPT):
        request.session.pop(key, None)
    messages.success(request, "已退出查询，本机不再显示您的申请。")
    return redirect("applications:status")


@never_cache
@require_safe
def status_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the request stands, by what date the law makes the office answer, and how that date was counted."""
    case = case_of_session(request, reference)
    if case is None:
        return redirect(f"{reverse('applications:status')}?reference={reference}")
    today = timezone.localdate()
    reading = read_case_clock(case, on=today)
    context = {
        "page_meta": _META,
        "case": case,
        "steps": public_steps(case),
        "reading": reading,
        "is_open": case.status in OPEN_STATUSES,
        "days": clock_days(reading, work_calendar(case.organization.region), today=today) if reading else [],
        "letters": online_letters(case),
    }
    return render(request, "applications/status_detail.html", context)


def case_of_session(request: HttpRequest, reference: str) -> Case | None:
    """The case if this session has proved number and code, else None."""
    if reference not in request.session.get(_ACCESS, []):
        return None
    return Case.objects.select_related("organization").filter(reference=reference).first()


def online_letters(case: Case) -> list[Letter]:
    """Letters that were served over this portal; others reached the applicant another way."""
    served = case.letters.filter(kind=LetterKind.ANSWER, service__method=DeliveryMethod.ONLINE)
    return list(served.select_related("service"))
