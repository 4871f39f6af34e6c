app_name = "site"
urlpatterns: list = []  # filled by the site shell
