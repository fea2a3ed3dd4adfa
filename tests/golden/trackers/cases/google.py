# SPDX-License-Identifier: GPL-3.0-or-later
"""Google's services for apps and pages."""
from conversation import *
from encoders import Fixed64, b64, b64url, form, opaque, proto

SERVICES = {}

FID = "cQ3vK8hTRmOx1aBcDeFgHi"
NUMBER = "3905412345678901234"
IDE = "AHWqTUkX0b1c2d3e4f5g6h7i8j9k0l"


def app_event(name, *parameters):
    return proto(*[(1, proto((1, key), (2, see("content event parameter", value)))) for key, value in parameters],
                 (2, see("interaction event", name)), (3, TIME), (4, TIME - 60000))


def measured_app():
    return proto(
        (1, 1),
        (2, app_event("screen_view", ("_sn", "DiaryActivity"), ("_sc", "org.example.notes.Diary"))),
        (2, app_event("search", ("search_term", PHRASE))),
        (2, proto((1, proto((1, "_et"), (3, 12044))), (1, proto((1, "rating"), (5, 4.5))), (2, see("interaction event", "user_engagement")), (3, TIME))),
        (3, proto((1, TIME), (2, "plan"), (3, see("content user property", "free-of-charge")))),
        (3, proto((1, TIME), (2, "_fot"), (4, 1588291200000))),
        (4, TIME), (8, "android"), (9, see("device Android version", "10.0")), (10, see("device model", "Redmi Note 8")),
        (11, "en-in"), (13, see("device installer", "com.android.vending")), (14, app()), (16, "1.4.2"), (17, 42004),
        (19, gaid()), (20, 0), (21, identifier("instance_id", HEX32)), (22, 4711081547110815471), (25, "1:1234567890:android:0123456789abcdef"),
        (30, identifier("instance_id", FID)), (52, "G100"))


SERVICES["firebase"] = [
    case("a screen and a search", "app events",
         post_gzip("https://app-measurement.com/a", proto((1, measured_app())), "application/x-www-form-urlencoded")),
    case("two apps' reports in one request", "app events",
         post("https://region1.app-measurement.com/a", proto((1, measured_app()), (1, measured_app())),
              "application/x-www-form-urlencoded")),
    case("a new installation", "installations",
         post_json("https://firebaseinstallations.googleapis.com/v1/projects/example/installations",
                   {"fid": identifier("instance_id", FID), "appId": "1:1234567890:android:0123456789abcdef", "authVersion": "FIS_v2"},
                   headers={"X-Android-Package": app()})),
    case("what is switched on", "remote configuration",
         post_json("https://firebaseremoteconfig.googleapis.com/v1/projects/1234/namespaces/firebase:fetch",
                   {"appInstanceId": identifier("instance_id", FID), "packageName": app(),
                    "analyticsUserProperties": {"plan": see("content user property", "free-of-charge")}})),
    case("a crash", "crash and performance logs, JSON",
         post_json("https://crashlyticsreports-pa.googleapis.com/v1/firelog/legacy/batchlog", {"logRequest": [{
             "clientInfo": {"clientType": "ANDROID_FIREBASE", "androidClientInfo": {"model": see("device model", "Redmi Note 8")}},
             "logEvent": [{"sourceExtensionJsonProto3": {
                 "installationUuid": identifier("instance_id", HEX32), "session": {"app": {"identifier": app()}}}}]}]})),
    case("how fast a request was", "crash and performance logs, JSON",
         post_json("https://firebaselogging-pa.googleapis.com/v1/firelog/legacy/batchlog", {"logRequest": [{
             "logSourceName": "FIREPERF", "logEvent": [{"eventTimeMs": str(TIME), "sourceExtension": b64(proto(
                 (1, proto((1, "1:1234567890:android:0123456789abcdef"), (2, FID), (3, proto((1, app()), (2, "1.4.2"))))),
                 (3, proto((1, see("visited_url request", "https://api.example.org/find")), (2, 1), (5, 200)))))}]}]})),
    case("protobuf throughout", "crash and performance logs",
         post_gzip("https://firebaselogging-pa.googleapis.com/v1/firelog/legacy/batchlog",
                   proto((1, proto((1, proto((1, 4), (4, proto((3, "14"), (4, "14.8"), (11, app()))))), (2, 462),
                                   (3, proto((1, TIME), (6, proto((1, proto((1, "1:1234567890:ios:0123"), (3, proto((1, app("org.example.notes.ios")))))),
                                                                  (3, proto((1, see("visited_url request", "https://api.example.org/find")), (2, 1)))))))))),
                   "application/x-protobuf")),
]

GA4 = {"v": 2, "tid": "G-ABCDE12345", "sct": 1, "seg": 1}
SERVICES["google_analytics"] = [
    case("one page, one event", "page events, query",
         request("POST", "https://region1.google-analytics.com/g/collect", {}, b"", GA4 | {
             "cid": identifier("ga_client_id", "1234567890.1588291200"), "sid": identifier("session_id", "1588291200"),
             "dl": see("visited_url page", PAGE), "dr": see("visited_url referrer", "https://www.example.org/"),
             "dt": see("content page title", "Pregnancy tests"), "en": see("interaction event", "page_view")})),
    case("a search", "page events, query",
         get("https://www.google-analytics.com/g/collect", GA4 | {
             "cid": identifier("ga_client_id", "1234567890.1588291200"), "uid": identifier("user_id", "u-1042"),
             "en": see("interaction event", "view_search_results"), "ep.search_term": see("search_query search words", PHRASE)})),
    case("two events as lines", "page events, query",
         post("https://analytics.google.com/g/s/collect",
              form({"en": see("interaction event", "search"), "ep.search_term": see("search_query search words", PHRASE)}) + "\n"
              + form({"en": see("interaction event", "click"), "ep.link_url": see("visited_url link", PAGE)}),
              "text/plain;charset=UTF-8", GA4 | {"cid": identifier("ga_client_id", "1234567890.1588291200"),
                                                 "dl": see("visited_url page", "https://shop.example.org/")})),
    case("an old page", "Universal Analytics, query",
         get("https://www.google-analytics.com/j/collect", {
             "v": 1, "t": "pageview", "tid": "UA-12345-1", "cid": identifier("ga_client_id", "1234567890.1588291200"),
             "dl": see("visited_url page", PAGE), "dt": see("content page title", "Pregnancy tests")})),
    case("an old page's event", "Universal Analytics, query",
         get("https://www.google-analytics.com/collect", {
             "v": 1, "t": "event", "tid": "UA-12345-1", "cid": identifier("ga_client_id", "1234567890.1588291200"), "uid": identifier("user_id", "u-1042"),
             "dr": see("visited_url referrer", "https://www.example.org/"), "ec": "shop", "ea": see("interaction event", "add-to-cart")})),
    case("an old app", "Universal Analytics, body",
         post("https://ssl.google-analytics.com/collect", form({
             "v": 1, "t": "screenview", "tid": "UA-12345-1", "cid": identifier("ga_client_id", UUID),
             "cd": see("interaction screen", "Diary"), "aid": app()}), "text/plain")),
    case("an old app's batch", "Universal Analytics, batch",
         post("https://ssl.google-analytics.com/batch",
              form({"v": 1, "t": "screenview", "cid": identifier("ga_client_id", UUID), "cd": see("interaction screen", "Diary"), "aid": app()})
              + "\n" + form({"v": 1, "t": "screenview", "cid": UUID, "cd": see("interaction screen", "Settings"), "aid": APP}),
              "text/plain")),
    case("audiences", "conversions",
         get("https://www.google.de/ads/ga-audiences", {
             "v": 1, "t": "sr", "tid": "G-ABCDE12345", "cid": identifier("ga_client_id", "1234567890.1588291200")})),
    case("a page of a shop", "conversions",
         post("https://www.google.com/ccm/collect", b"", "text/plain", {
             "en": see("interaction event", "page_view"), "dl": see("visited_url page", PAGE), "tid": "AW-123"})),
    case("a page of a site that has a Firebase app too", "page events, query",
         get("https://www.google-analytics.com/g/collect", GA4 | {
             "cid": identifier("ga_client_id", "1234567890.1588291200"), "_fid": identifier("instance_id", FID), "en": see("interaction event", "page_view")})),
    case("an old page's event, POST", "Universal Analytics, body",
         post("https://www.google-analytics.com/j/collect", form({
             "v": 1, "t": "event", "tid": "UA-12345-1", "cid": identifier("ga_client_id", "1234567890.1588291200"), "uid": identifier("user_id", "u-1042"),
             "dl": see("visited_url page", PAGE), "ec": "shop", "ea": see("interaction event", "add-to-cart")}), "text/plain")),
    case("a page with its title", "conversions",
         get("https://www.google.com/ccm/collect", {
             "en": see("interaction event", "page_view"), "dl": see("visited_url page", PAGE), "dt": see("content page title", "Pregnancy tests"), "tid": "AW-123"})),
    case("a link that leads away", "page events, query",
         get("https://www.google-analytics.com/g/collect", GA4 | {
             "cid": identifier("ga_client_id", "1234567890.1588291200"), "en": see("interaction event", "click"), "ep.link_url": see("visited_url link", "https://pay.example.org/")})),
    case("two pages as lines", "page events, query",
         post("https://analytics.google.com/g/s/collect",
              form({"en": see("interaction event", "page_view"), "dl": see("visited_url page", PAGE)}) + "\n"
              + form({"en": see("interaction event", "page_view"), "dl": see("visited_url page", "https://shop.example.org/")}),
              "text/plain;charset=UTF-8", GA4 | {"cid": identifier("ga_client_id", "1234567890.1588291200")})),
]

SERVICES["google_play_services"] = [
    case("a batch of logs", "Clearcut logs",
         post_gzip("https://play.googleapis.com/log/batch", proto(
             (1, proto((1, proto((1, 4), (2, proto((1, int(identifier("android_id", NUMBER))), (2, identifier("device_id", "b7d2e91c4a60")), (3, 29),
                                                   (4, see("device model", "Redmi Note 8")), (5, "ginkgo_in"), (10, "40445"),
                                                   (11, "en"), (12, "IN"))))),
                       (4, TIME), (5, proto((1, TIME), (6, b"\x0a\x03abc"))), (6, see("interaction log source", "ANDROID_DIALER")),
                       (7, identifier("google_cookie", "NID=204=a1b2c3d4e5f6a7b8c9d0"))))), "application/x-gzip"), "partly"),
    case("a phone that starts", "checkin",
         post_gzip("https://android.clients.google.com/checkin", proto(
             (1, identifier("imei", IMEI)), (2, int(identifier("android_id", NUMBER))),
             (4, proto((1, proto((1, "xiaomi/ginkgo/ginkgo:10"), (3, "xiaomi"))),
                       (16, proto((1, "40445"), (6, identifier("imsi", "404450123456789")))))), (6, "en_IN"),
             (9, identifier("mac", "0c1daf5e7788")), (10, identifier("imei", "358240052222221")), (11, see("account account or its token", "[ada@example.org]")),
             (11, see("account account or its token", "oauth-token-of-ada")), (12, "Asia/Kolkata"),
             (13, Fixed64(0x7f3c9a1e5b2d4c68)),
             (16, identifier("serial", "2f9c01d7e4b3")), (18, proto((1, 3), (2, 1), (5, 0), (6, 440), (7, 196610), (9, "android.hardware.nfc")))), "application/x-protobuffer")),
    case("an iPhone's app", "checkin, JSON",
         post_json("https://device-provisioning.googleapis.com/checkin", {
             "checkin": {"iosbuild": {"model": see("device model", "iPhone9,3"), "os_version": see("device system version", "IOS_14.8")}, "type": 2},
             "locale": see("device language", "en_GB"), "time_zone": see("device time zone", "Europe/Berlin"), "version": 2})),
    case("an app wants messages", "push registration",
         post_form("https://fcmtoken.googleapis.com/register", {
             "sender": "1234567890", "X-appid": identifier("instance_id", FID), "app": app(), "app_ver": 42,
             "X-osv": 29, "device": identifier("android_id", NUMBER)})),
]

SERVICES["google_ads"] = [
    case("a banner", "ad request of an app, query",
         get("https://googleads.g.doubleclick.net/mads/gma", {
             "submodel": "Redmi Note 8", "_package_name": app(), "format": "320x50_mb", "ms": b64url(opaque(300))},
             {"Cookie": "IDE=" + identifier("google_cookie", IDE)}), "partly"),
    case("a banner, POST", "ad request of an app, form",
         post_form("https://googleads.g.doubleclick.net/mads/gma", {
             "app_name": app("42.android." + APP), "msid": app(), "format": "320x50_mb", "ms": b64url(opaque(300))}), "partly"),
    case("settings", "settings of an app",
         get("https://googleads.g.doubleclick.net/getconfig/pubsetting", {"app_name": app("42.android." + APP), "pubid": "ca-app-pub-1"})),
    case("seen", "ad interaction",
         get("https://googleads.g.doubleclick.net/pagead/interaction/", {"ai": "Cx", "label": "video_play"},
             {"X-Requested-With": app(), "Cookie": "IDE=" + identifier("google_cookie", IDE)})),
    case("a page of a shop", "conversion of a page",
         get("https://googleads.g.doubleclick.net/pagead/viewthroughconversion/123/", {
             "url": see("visited_url page", PAGE), "tiba": see("content page title", "Pregnancy tests"),
             "ref": see("visited_url referrer", "https://www.example.org/")},
             {"Cookie": "IDE=" + identifier("google_cookie", IDE)})),
    case("whose cookie is whose", "cookie matching",
         get("https://cm.g.doubleclick.net/pixel", {"google_nid": "example_dmp", "google_hm": identifier("partner_id", "x7Qp-2mZ8r_LwK5vT9yA")},
             {"Cookie": "IDE=" + identifier("google_cookie", IDE)})),
    case("may we", "consent of an app",
         post_json("https://fundingchoicesmessages.google.com/a/consent", {
             "adid": gaid(), "app_info": {"package_name": app(), "version": "1.4.2"}})),
    case("a banner, the app in other words", "ad request of an app, query",
         get("https://googleads.g.doubleclick.net/mads/gma", {"app_name": app("42.android." + APP), "msid": app(), "format": "320x50_mb", "ms": b64url(opaque(300))}), "partly"),
    case("a banner, POST, the app in other words", "ad request of an app, form",
         post_form("https://googleads.g.doubleclick.net/mads/gma", {"_package_name": app(), "format": "320x50_mb", "ms": b64url(opaque(300))}), "partly"),
    case("may we, with a resettable ID", "consent of an app",
         post_json("https://fundingchoicesmessages.google.com/a/consent", {"rdid": gaid(), "app_info": {"package_name": app(), "version": "1.4.2"}})),
]

SERVICES["google_tag_manager"] = [
    case("a page in a web view", "tags of a page",
         get("https://www.googletagmanager.com/gtm.js", {"id": "GTM-ABC123"},
             {"Referer": see("visited_url page", "https://shop.example.org/"), "X-Requested-With": app()})),
    case("an app", "tags of an app",
         get("https://www.googletagmanager.com/gtm/android", {"id": "GTM-ABC123", "v": 42})),
]
