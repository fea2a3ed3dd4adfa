// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/units.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace telltale::models {

namespace {

QDateTime local(base::Timestamp time)
{
    // Floor division: times before 1970 round towards the past as well.
    const std::int64_t milliseconds = time.nanoseconds / 1'000'000 - (time.nanoseconds % 1'000'000 < 0 ? 1 : 0);
    return QDateTime::fromMSecsSinceEpoch(milliseconds);
}

} // namespace

QString bytesText(std::uint64_t bytes)
{
    constexpr std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes < 1000)
        return QStringLiteral("%1\u00a0B").arg(bytes);
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    // 999.5 would be written as 1000.
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const int digits = value < 9.95 ? 1 : 0;
    return QStringLiteral("%1\u00a0%2").arg(QLocale().toString(value, 'f', digits), QLatin1String(units[unit]));
}

QString countText(std::uint64_t count)
{
    QString digits = QString::number(count);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, QChar(0x202f));
    return digits;
}

QString timeText(base::Timestamp time)
{
    return local(time).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString clockText(base::Timestamp time)
{
    return local(time).toString(QStringLiteral("HH:mm:ss"));
}

QString dateText(base::Timestamp time)
{
    return local(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
}

QString elapsedText(std::int64_t milliseconds)
{
    const std::int64_t seconds = std::max<std::int64_t>(milliseconds, 0) / 1000;
    const auto two = [](std::int64_t n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

QString shareText(std::uint64_t part, std::uint64_t whole)
{
    if (whole == 0)
        return QStringLiteral("–");
    auto percent = static_cast<int>(100.0 * static_cast<double>(part) / static_cast<double>(whole) + 0.5);
    if (part > 0 && part < whole)
        percent = std::clamp(percent, 1, 99);
    return QStringLiteral("%1\u00a0%").arg(percent);
}

} // namespace telltale::models
