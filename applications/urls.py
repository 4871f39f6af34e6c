from django.urls import path

from applications.views import calculator, desk, letters, public

app_name = "applications"
urlpatterns = [
    path("request/", public.start, name="start"),
    path("request/clock/", calculator.calculator, name="calculator"),
    path("request/status/", public.status, name="status"),
    path("request/status/leave/", public.leave, name="leave"),
    path("request/status/<slug:reference>/", public.status_detail, name="status_detail"),
    path(
        "request/status/<slug:reference>/letters/<int:pk>/<slug:extension>/",
        letters.public_letter,
        name="public_letter",
    ),
    path("request/receipt/<slug:reference>/", public.receipt, name="receipt"),
    path("request/new/<slug:slug>/", public.new, name="new"),
    path("desk/cases/", desk.case_list, name="case_list"),
    path("desk/cases/new/<slug:slug>/", desk.intake, name="intake"),
    path("desk/cases/<int:pk>/", desk.case_detail, name="case"),
    path("desk/cases/<int:pk>/clock/", desk.case_clock, name="case_clock"),
    path("desk/cases/<int:pk>/decision/", desk.decision, name="decision"),
    path("desk/cases/<int:pk>/applicant/", desk.applicant, name="applicant"),
    path("desk/cases/<int:pk>/preview/", letters.preview, name="preview"),
    path("desk/cases/<int:pk>/do/<slug:action>/", desk.act, name="act"),
    path("desk/cases/files/<int:pk>/", letters.case_file, name="file"),
    path("desk/cases/letters/<int:pk>/<slug:extension>/", letters.desk_letter, name="letter"),
]
