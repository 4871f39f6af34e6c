"""Read-only interface for documents and columns; it shows exactly what the public pages show."""

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.throttling import AnonRateThrottle
from rest_framework.viewsets import ReadOnlyModelViewSet

from disclosure.filters import DocumentApiFilter
from disclosure.models import Attachment, Column, Document
from disclosure.selectors.documents import public_documents


class AttachmentSerializer(serializers.ModelSerializer):
    url = serializers.SerializerMethodField(help_text="下载地址。")

    class Meta:
        model = Attachment
        fields = ("name", "media_type", "size", "sha256", "url")

    def get_url(self, attachment: Attachment) -> str:
        address = reverse("disclosure:attachment", args=[attachment.document_id, attachment.pk])
        return self.context["request"].build_absolute_uri(address)


class DocumentListSerializer(serializers.ModelSerializer):
    """A document without its text."""

    organization = serializers.CharField(source="organization.slug", help_text="机关的网址标识。")
    organization_name = serializers.CharField(source="organization.name", help_text="机关名称。")
    column = serializers.CharField(source="column.slug", help_text="栏目的网址标识。")
    page = serializers.HyperlinkedIdentityField(view_name="disclosure:document", help_text="公开页面的地址。")

    class Meta:
        model = Document
        fields: tuple[str, ...] = (
            "id",
            "index_number",
            "title",
            "document_number",
            "issuer",
            "organization",
            "organization_name",
            "column",
            "genre",
            "subject_category",
            "keywords",
            "summary",
            "issued_on",
            "published_at",
            "effective_on",
            "expires_on",
            "validity",
            "page",
        )


class DocumentSerializer(DocumentListSerializer):
    """A document with its text as HTML and its files."""

    attachments = AttachmentSerializer(many=True, read_only=True)

    class Meta(DocumentListSerializer.Meta):
        fields = (
            *DocumentListSerializer.Meta.fields,
            "addressee",
            "body",
            "signatory",
            "annotation",
            "copies_to",
            "attachments",
        )


@extend_schema_view(
    list=extend_schema(summary="文件列表", description="主动公开的文件，不含正文。"),
    retrieve=extend_schema(summary="一个文件", description="含正文（HTML）和附件。"),
)
@extend_schema(tags=["主动公开"])
class DocumentViewSet(ReadOnlyModelViewSet):
    """Published documents that are to be disclosed proactively."""

    permission_classes = [AllowAny]
    throttle_classes = [AnonRateThrottle]
    filterset_class = DocumentApiFilter

    def get_queryset(self) -> QuerySet[Document]:
        documents = public_documents().select_related("organization", "column")
        if self.action == "list":
            return documents.defer("body")
        return documents.prefetch_related("attachments")

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return DocumentListSerializer if self.action == "list" else DocumentSerializer


class ColumnSerializer(serializers.ModelSerializer):
    organization = serializers.CharField(source="organization.slug", help_text="机关的网址标识。")
    parent_column = serializers.CharField(source="parent.slug", default=None, help_text="上级栏目的网址标识。")

    class Meta:
        model = Column
        fields = (
            "id",
            "organization",
            "slug",
            "title",
            "part",
            "statutory_code",
            "kind",
            "description",
            "parent_column",
        )


class ColumnFilter(django_filters.FilterSet):
    organization = django_filters.CharFilter(field_name="organization__slug", label="机关的网址标识")

    class Meta:
        model = Column
        fields = ("organization", "part", "statutory_code")


@extend_schema_view(
    list=extend_schema(summary="栏目列表", description="各机关政府信息公开专栏的栏目。"),
    retrieve=extend_schema(summary="一个栏目", description="一个栏目及其上级。"),
)
@extend_schema(tags=["主动公开"])
class ColumnViewSet(ReadOnlyModelViewSet):
    """The column trees of all active organizations."""

    permission_classes = [AllowAny]
    throttle_classes = [AnonRateThrottle]
    serializer_class = ColumnSerializer
    filterset_class = ColumnFilter

    def get_queryset(self) -> QuerySet[Column]:
        return (
            Column.objects.filter(organization__is_active=True)
            .select_related("organization", "parent")
            .order_by("organization__order", "organization_id", "order", "id")
        )


ROUTES = [
    ("documents", DocumentViewSet, "document"),
    ("columns", ColumnViewSet, "column"),
]
