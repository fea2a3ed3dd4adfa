// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/phone_names.h"

#include <QtTest>

#include <atomic>

using namespace telltale;

namespace {

std::vector<hotspot::HotspotStation> two()
{
    std::vector<hotspot::HotspotStation> stations(2);
    stations[0].mac = "02:00:00:00:00:01";
    stations[1].mac = "02:00:00:00:00:02";
    stations[1].name = "named by its lease";
    return stations;
}

} // namespace

class PhoneNamesTest final : public QObject {
    Q_OBJECT
private slots:
    void theNameComesLaterAndStays()
    {
        std::atomic<int> asked{0};
        bridge::PhoneNames names([&](std::vector<hotspot::HotspotStation> &stations, const std::string &interface) {
            ++asked;
            if (interface == "hs0")
                stations[0].name = "Redmi-Note-8";
        });
        auto stations = two();
        names.fill(stations, "hs0");
        QVERIFY(stations[0].name.empty());
        const auto name = [&] {
            auto again = two();
            names.fill(again, "hs0");
            return QString::fromStdString(again[0].name + " and " + again[1].name);
        };
        QTRY_COMPARE(name(), QStringLiteral("Redmi-Note-8 and named by its lease"));
        QCOMPARE(asked.load(), 1);
    }

    void whoDoesNotAnswerIsNotAskedAllTheTime()
    {
        std::atomic<int> asked{0};
        bridge::PhoneNames names([&](std::vector<hotspot::HotspotStation> &, const std::string &) { ++asked; });
        for (int i = 0; i < 10; ++i) {
            auto stations = two();
            names.fill(stations, "hs0");
        }
        QTRY_COMPARE(asked.load(), 1);
        auto stations = two();
        names.fill(stations, "hs1");
        QTRY_COMPARE(asked.load(), 2);
    }

    void nobodyIsAskedWhereAllHaveNames()
    {
        std::atomic<int> asked{0};
        {
            bridge::PhoneNames names([&](std::vector<hotspot::HotspotStation> &, const std::string &) { ++asked; });
            std::vector<hotspot::HotspotStation> stations{two()[1]};
            names.fill(stations, "hs0");
        }
        QThreadPool::globalInstance()->waitForDone();
        QCOMPARE(asked.load(), 0);
    }
};

QTEST_GUILESS_MAIN(PhoneNamesTest)
#include "tst_phone_names.moc"
