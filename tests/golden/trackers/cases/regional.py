# SPDX-License-Identifier: GPL-3.0-or-later
"""Services of China, Korea and Russia."""
from conversation import *
from encoders import aes, b64, deflate, gzip, json, opaque, proto, thrift

SERVICES = {}

BINARY = "application/octet-stream"


def unpublished(name, endpoint, url, query=None):
    """A request of which no more is known than where it goes."""
    return case(name, endpoint, post(url, opaque(300, len(url)), BINARY, query), "partly")


def device(value=HEX32):
    return identifier("device_id", value)


def applog_header():
    return {"device_id": device("7351234567890123456"), "install_id": identifier("instance_id", "7352345678901234567"),
            "openudid": identifier("android_id", ANDROID_ID), "clientudid": identifier("instance_id", UUID),
            "google_aid": gaid(), "oaid": identifier("oaid", OAID), "mc": identifier("mac", "0C:1D:AF:5E:77:88"),
            "user_unique_id": identifier("user_id", "u-1042"), "package": app(), "aid": "10000001",
            "bd_did": device("QW7ERT2YUI4OPASD6FGH"), "ssid": device("0190f2c4-7b1e-4f00-8abc-000000000001")}


def applog_device():
    return {"openudid": identifier("android_id", ANDROID_ID), "clientudid": identifier("instance_id", UUID), "google_aid": gaid(),
            "mc": identifier("mac", "0C:1D:AF:5E:77:88"), "package": app()}


SERVICES["applog"] = [
    case("a search", "events",
         post_json("https://applog.snssdk.com/service/2/app_log/", {
             "magic_tag": "ss_app_log", "header": applog_header(), "event_v3": [
                 {"event": see("interaction event", "search"), "local_time_ms": TIME, "params": json({"search_word": see("content event property", PHRASE)})}]})),
    case("encrypted", "events, encrypted",
         post("https://log.snssdk.com/service/2/app_log/", opaque(700), "application/octet-stream;tt-data=a",
              {"tt_data": "a", "tt_info": b64(opaque(120, 3))}), "no"),
    case("a new phone", "registration of the device",
         post_json("https://log.snssdk.com/service/2/device_register/", {"magic_tag": "ss_app_log", "header": applog_device()})),
    case("settings", "settings",
         post_json("https://log.snssdk.com/service/2/log_settings/", {
             "header": {"device_id": device("7351234567890123456"), "package": app()}})),
]

SERVICES["datarangers"] = [
    case("a search: JSON in JSON", "events of a page",
         post_json("https://mcs.tobsnssdk.com/list", [{
             "events": [{"event": see("interaction event", "search"), "params": json({"search_word": see("content event property", PHRASE)}), "local_time_ms": TIME}],
             "user": {"user_unique_id": identifier("user_id", "u-1042"), "web_id": device("7351234567890123456")}, "header": {"app_id": 10000001}}])),
    case("an ID, please", "ID of the browser",
         post_json("https://mcs.tobsnssdk.com/webid", {"app_id": 10000001, "url": see("visited_url page", PAGE), "referer": "", "user_unique_id": ""})),
    wire("in a page: the ID", "ID of the browser", "datarangers_web_id", "visited_url page = https://datarangers.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/"),
    wire("in a page: a search", "events of a page", "datarangers_web_list", "identifier user_id = 7351234567890123456", "identifier device_id = 7351234567890123456",
         "visited_url referrer = https://start.example.org/", "interaction event = search", "content event property = " + PHRASE, "content event property = 1795357536738"),
    case("a search engine led here", "events of a page",
         post_json("https://mcs.ctobsnssdk.com/list", [{
             "events": [{"event": see("interaction event", "predefine_pageview"), "local_time_ms": TIME}],
             "user": {"web_id": device("7351234567890123456")},
             "header": {"app_id": 10000001, "referrer": see("visited_url referrer", "https://www.example.org/"),
                        "custom": {"$latest_search_keyword": see("search_query search words", PHRASE)}}}])),
    case("an ID for who is known", "ID of the browser",
         post_json("https://mcs.tobsnssdk.com/webid", {"app_id": 10000001, "url": see("visited_url page", PAGE), "user_unique_id": identifier("user_id", "u-1042")})),
]

SIGNATURE = "3b9f0c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
ENTITY = deflate(json({"header": {"app_version": "1.4.2"}, "analytics": {"sessions": []}}))
UMENG_HEAD = {"X-Umeng-UTC": str(TIME), "Msg-Type": "envelope/json"}
UMENG_SDK = "Android/9.4.7 Notes/1.4.2 Android/10 Redmi+Note+8"


def umeng(entity, encrypted):
    return thrift((1, "1.0"), (2, "5e8b1c2f0cafb2a1d3000012"), (3, SIGNATURE), (4, 1), (5, 1588291200), (6, len(ENTITY)), (7, entity),
                  (8, HEX32), (9, HEX32), (10, encrypted))


SERVICES["umeng"] = [
    case("Thrift around zlib around JSON", "events",
         post("https://ulogs.umeng.com/unify_logs", umeng(ENTITY, 0), "ut/123",
              headers=UMENG_HEAD | {"X-Umeng-Sdk": see("device app and phone", UMENG_SDK)})),
    case("the same, encrypted with a part of the signature", "events",
         post("https://alogus.umeng.com/unify_logs", umeng(aes(
             bytes.fromhex(SIGNATURE)[1:17], ENTITY, bytes.fromhex("0a010b0504 0f0709170301 06080c0d5b")), 1), "ut/123",
              headers=UMENG_HEAD | {"X-Umeng-Sdk": see("device app and phone", UMENG_SDK)})),
    unpublished("place", "location", "https://plbslog.umeng.com/umpx_internal"),
]

SERVICES["tencent"] = [
    case("a page's log", "Aegis, page monitoring",
         post_json("https://rumt-zh.com/collect", {"msg": [see("content message", "searched for " + PHRASE)], "level": [4]},
                   {"id": "abc", "uin": identifier("user_id", "u-1042"), "aid": device(UUID), "from": see("visited_url page", PAGE)})),
    case("an event", "Beacon, events",
         post_json("https://otheve.beacon.qq.com/analytics/v2_upload", {
             "mainAppKey": "0WEB0TEST", "common": {"A2": device()}, "events": [
                 {"eventCode": see("interaction event", "search"), "eventTime": str(TIME), "mapValue": {"words": see("content event property", PHRASE)}}]},
                   {"appkey": "0WEB0TEST"})),
    case("a crash", "Bugly, crash reports", post("https://android.bugly.qq.com/rqd/async", opaque(500), BINARY), "no"),
    unpublished("events", "MTA, events", "http://pingma.qq.com/mstat/report/"),
    wire("aegis-web-sdk in a page: a view", "Aegis, page monitoring", "aegis_web_page", "visited_url page = https://aegis.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/",
         "identifier device_id = 786d212b-3bd2-4ef0-8c54-7e1d740fab72", "identifier user_id = u-1042", "identifier session_id = 1e6cd426bf3c438691b4c5e6c81d2534"),
    wire("aegis-web-sdk in a page: its log", "Aegis, page monitoring", "aegis_web_log", "visited_url page = https://aegis.sdk.example.org/pregnancy-tests?step=2", "visited_url referrer = https://start.example.org/",
         "identifier device_id = 786d212b-3bd2-4ef0-8c54-7e1d740fab72", "identifier user_id = u-1042", "identifier session_id = 1e6cd426bf3c438691b4c5e6c81d2534",
         "content message = searched for " + PHRASE, "content message = search"),
]

SERVICES["baidu"] = [
    case("the package in a header", "Mobstat, app events",
         post("https://hmma.baidu.com/app.gif", gzip(json({"he": {}, "ev": [], "ex": []})), "gzip", headers={
             "mtj_appkey": "0123456789", "mtj_appversion": see("device app version", "1.4.2"), "mtj_os": "Android", "mtj_pn": app(),
             "mtj_ii": identifier("baidu_id", HEX32.upper() + "|0")}), "partly"),
    case("a page", "Tongji, pages",
         get("https://hm.baidu.com/hm.gif", {
             "hca": identifier("baidu_id", "B5A9DF96ABF56356"), "si": HEX32, "su": see("visited_url referrer", "https://www.example.org/"),
             "tt": see("content page title", "Pregnancy tests"), "u": see("visited_url page", PAGE)},
             {"Cookie": "HMACCOUNT=" + identifier("baidu_id", "B5A9DF96ABF56356")})),
]

SERVICES["huawei"] = [
    case("event encrypted, header not", "events",
         post_json("https://metrics1-drcn.dt.dbankcloud.cn/common/hmshioperqrt", {
             "header": {"chifer": opaque(128).hex(), "appid": app("com.huawei.hwid"), "requestid": HEX32, "servicetag": see("interaction service", "hms_hwid"),
                        "compress_mode": "1", "serviceid": "hmshioperqrt", "timestamp": str(TIME)},
             "event": opaque(200, 5).hex()}), "partly"),
    case("servers", "server list", get("https://metrics.data.hicloud.com:6447/getServerInfo")),
]

SERVICES["samsung"] = [
    unpublished("analytics", "device analytics", "https://dc.di.atlas.samsung.com/"),
    unpublished("ads", "advertising", "https://config.samsungads.com/"),
]
SERVICES["vivo"] = [unpublished("a single event", "events", "https://onrt-stsdk.vivo.com.cn/client/upload/reportSingleDelay")]
SERVICES["heytap"] = [unpublished("events", "events of OPPO, realme and OnePlus phones", "https://dragate-cn.dc.heytapmobi.com/")]
SERVICES["jpush"] = [unpublished("a report", "reports", "https://stats.jpush.cn/")]
SERVICES["getui"] = [unpublished("a report", "reports", "https://sdk-open-phone.getui.com/api.php", {"format": "json", "t": 1})]
SERVICES["alibaba"] = [
    case("a page", "pages",
         get("https://log.mmstat.com/m.gif", {"logtype": 1, "title": see("content page title", "Pregnancy tests"), "pre": see("visited_url referrer", PAGE)},
             {"Cookie": "cna=" + device("aB1cD2eF3gH4iJ5kL6mN7oPq")})),
    unpublished("an app", "app events", "https://h-adashx.ut.taobao.com/upload"),
]

SERVICES["amap"] = [
    case("where am I", "location",
         post("https://apilocate.amap.com/mobile/binary", opaque(260), BINARY, headers={
             "gzipped": "1", "X-INFO": b64(gzip(see("device SDK, app and phone", "AMAP_SDK_Android_Location 5.0 Notes 1.4.2 Redmi Note 8")))}), "partly"),
    unpublished("logs", "SDK logs", "https://restsdk.amap.com/"),
]

METRICA = {"analytics_sdk_version_name": "7.2.0", "os_version": "10", "locale": "en_IN", "app_platform": "android"}
SERVICES["appmetrica"] = [
    case("start", "start",
         get("https://startup.mobile.yandex.net/analytics/startup", METRICA | {
             "deviceid": device(), "android_id": android_id(), "adv_id": gaid(), "app_id": app()})),
    case("the query speaks", "report, encrypted",
         post("https://report.appmetrica.yandex.net/report", opaque(128 + 304), BINARY, METRICA | {
             "encrypted_request": 1, "deviceid": device(), "uuid": identifier("instance_id", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"), "adv_id": gaid(),
             "app_id": app(), "model": see("device model", "Redmi Note 8"), "app_set_id": identifier("app_set_id", UUID)}), "partly"),
    case("as old builds send it", "report",
         post_gzip("https://report.appmetrica.yandex.net/report", proto(
             (3, proto((1, 1588291200), (3, proto((1, 1), (2, 12), (3, 4), (4, see("interaction event", "search_started")), (5, see("content event value", PHRASE)),
                                                                  (6, proto((1, 52.5186), (2, 13.4081))))))),
             (4, proto((1, UUID), (2, HEX32))), (7, proto((1, "theme"), (2, "dark"))), (10, proto((1, 262), (2, 1), (4, "Example Mobile")))), BINARY, METRICA | {"deviceid": device(), "adv_id": gaid(), "app_id": app()})),
    case("start, an iPhone", "start",
         get("https://startup.mobile.yandex.net/analytics/startup", METRICA | {
             "deviceid2": device(), "ifv": identifier("idfv", IDFV), "app_platform": "iOS", "app_id": app("org.example.notes.ios")})),
    case("a phone without Google", "report, encrypted",
         post("https://report.appmetrica.yandex.net/report", opaque(128 + 304), BINARY, METRICA | {
             "encrypted_request": 1, "deviceid": device(), "oaid": identifier("oaid", OAID),
             "yandex_adv_id": identifier("yandex_uid", "7a1c0f3e9b5d48268c2e"), "app_id": app()}), "partly"),
]

SERVICES["yandex_metrica"] = [
    case("a page", "pages",
         post("https://mc.yandex.ru/watch/12345678", b"", "text/plain", {
             "page-url": see("visited_url page", PAGE), "page-ref": see("visited_url referrer", "https://www.example.org/"),
             "browser-info": "pv:1:z:330:i:20200501"}, {"Cookie": "yandexuid=" + identifier("yandex_uid", "1234567890158829120")})),
    case("a recording", "session replay",
         post("https://mc.yandex.ru/webvisor/12345678", opaque(200), BINARY, {"page-url": see("visited_url page", PAGE), "rn": 1},
              {"Cookie": "yandexuid=" + identifier("yandex_uid", "1234567890158829120")})),
]

SERVICES["vk"] = [
    unpublished("an app", "app events", "https://tracker-api.my.com/v2/"),
    case("a page", "pages", get("https://top-fwz1.mail.ru/counter?js=13;id=1234567;u=https%3A//shop.example.org/;r=")),
]
