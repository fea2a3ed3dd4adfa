// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/time_ticker.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace telltale::timeline {

namespace {

constexpr std::int64_t second = base::nanosecondsPerSecond;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

constexpr std::array<std::int64_t, 30> steps{10'000, 20'000, 50'000, 100'000, 200'000, 500'000, 1'000'000, 2'000'000,
    5'000'000, 10'000'000, 20'000'000, 50'000'000, 100'000'000, 200'000'000, 500'000'000, second, 2 * second,
    5 * second, 10 * second, 20 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute,
    30 * minute, hour, 3 * hour, 6 * hour};

QDateTime local(base::Timestamp time)
{
    // Rounded down also before 1970.
    constexpr std::int64_t millisecond = 1'000'000;
    const bool down = time.nanoseconds % millisecond < 0;
    return QDateTime::fromMSecsSinceEpoch(time.nanoseconds / millisecond - (down ? 1 : 0));
}

std::int64_t localOffset(base::Timestamp time)
{
    return local(time).offsetFromUtc() * second;
}

} // namespace

std::int64_t tickStep(std::int64_t span, int labels)
{
    const auto wanted = span / std::max(labels, 1);
    const auto found = std::lower_bound(steps.begin(), steps.end(), wanted);
    if (found != steps.end())
        return *found;
    const auto days = std::max<std::int64_t>(1, (wanted + day - 1) / day);
    return days * day;
}

QString tickLabel(base::Timestamp time, std::int64_t step)
{
    const QDateTime at = local(time);
    if (step >= day)
        return at.toString(QStringLiteral("d MMM"));
    if (step >= 3 * hour)
        return at.toString(QStringLiteral("d MMM hh:mm"));
    if (step >= hour)
        return at.toString(QStringLiteral("hh:mm"));
    if (step >= second)
        return at.toString(QStringLiteral("hh:mm:ss"));
    if (step >= 1'000'000)
        return at.toString(QStringLiteral("hh:mm:ss.zzz"));
    const auto micros = ((time.nanoseconds % second) + second) % second / 1000;
    return at.toString(QStringLiteral("hh:mm:ss.")) + QStringLiteral("%1").arg(micros, 6, 10, QLatin1Char('0'));
}

void TimeTicker::generate(const QCPRange &range, const QLocale & /*locale*/, QChar /*formatChar*/, int /*precision*/,
    QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    ticks.clear();
    if (subTicks)
        subTicks->clear();
    if (tickLabels)
        tickLabels->clear();
    const auto nanoseconds = [](double seconds) { return std::llround(seconds * 1e9); };
    const std::int64_t from = m_origin.nanoseconds + nanoseconds(range.lower);
    const std::int64_t to = m_origin.nanoseconds + nanoseconds(range.upper);
    const std::int64_t step = tickStep(to - from, m_labels);
    // Round hours of the wall clock, not of UTC. One offset for the picture: over a change of summer
    // time ticks stay evenly spaced and their labels stay true.
    const std::int64_t offset = localOffset({from});
    std::int64_t at = (from + offset) / step * step - offset;
    while (at < from)
        at += step;
    for (; at <= to; at += step) {
        ticks.append(static_cast<double>(at - m_origin.nanoseconds) / 1e9);
        if (tickLabels)
            tickLabels->append(tickLabel({at}, step));
    }
}

} // namespace telltale::timeline
