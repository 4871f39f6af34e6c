"""Addresses of the column: 政府信息公开 under zwgk/, the library and its documents under wjk/, the desk."""

from django.urls import path

from disclosure.views import column, desk, document, draft, linking, release

app_name = "disclosure"
urlpatterns = [
    path("zwgk/", column.organizations, name="organizations"),
    path("zwgk/<slug:slug>/", column.home, name="column"),
    path("zwgk/<slug:slug>/guide/", column.guide, name="guide"),
    path("zwgk/<slug:slug>/statutory/", column.statutory, name="statutory"),
    path("zwgk/<slug:slug>/<slug:column>/", column.listing, name="list"),
    path("wjk/", column.library, name="library"),
    path("wjk/<int:pk>/", document.page, name="document"),
    path("wjk/<int:pk>/versions/<int:number>/", document.earlier_version, name="version"),
    path("wjk/<int:pk>/download/<str:kind>/", document.download, name="download"),
    path("wjk/<int:pk>/attachments/<int:attachment>/", document.attachment, name="attachment"),
    path("desk/documents/", desk.lists, name="desk"),
    path("desk/documents/new/", draft.create, name="create"),
    path("desk/documents/import/", draft.import_file, name="import"),
    path("desk/documents/guide/<slug:slug>/", draft.guide, name="guide_edit"),
    path("desk/documents/items/<int:item>/", linking.file_item, name="file_item"),
    path("desk/documents/<int:pk>/", desk.detail, name="desk_document"),
    path("desk/documents/<int:pk>/edit/", draft.edit, name="edit"),
    path("desk/documents/<int:pk>/source/", desk.source, name="source"),
    path("desk/documents/<int:pk>/attach/", draft.attach, name="attach"),
    path("desk/documents/<int:pk>/detach/<int:attachment>/", draft.detach, name="detach"),
    path("desk/documents/<int:pk>/submit/", release.submit, name="submit"),
    path("desk/documents/<int:pk>/review/", release.review, name="review"),
    path("desk/documents/<int:pk>/publish/", release.publish, name="publish"),
    path("desk/documents/<int:pk>/withdraw/", release.withdraw, name="withdraw"),
    path("desk/documents/<int:pk>/reopen/", release.reopen, name="reopen"),
    path("desk/documents/<int:pk>/relations/", linking.relate, name="relate"),
    path("desk/documents/<int:pk>/relations/<int:relation>/remove/", linking.unrelate, name="unrelate"),
    path("desk/documents/<int:pk>/items/", linking.file_document, name="file"),
    path("desk/documents/<int:pk>/items/<int:item>/remove/", linking.unfile_document, name="unfile"),
]
