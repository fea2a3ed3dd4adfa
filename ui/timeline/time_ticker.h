// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "timeline/plotting.h"

#include <QString>

#include <cstdint>

namespace telltale::timeline {

/// Nanoseconds between two ticks when about @p labels of them fit into @p span: 1, 2 or 5 times a
/// power of ten below a second, then what clocks divide by (5 s, 15 s, 1 min, …).
std::int64_t tickStep(std::int64_t span, int labels);

/// Local time of day as ticks of that step need it: "14:02:31", "14:02:31.118", "14:02",
/// or with the day where a step is hours.
QString tickLabel(base::Timestamp time, std::int64_t step);

/// Ticks in local time for an axis whose coordinate is seconds since an origin.
class TimeTicker final : public QCPAxisTicker {
public:
    void setOrigin(base::Timestamp origin) { m_origin = origin; }
    void setLabels(int count) { m_labels = count; }

    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision, QVector<double> &ticks,
        QVector<double> *subTicks, QVector<QString> *tickLabels) override;

private:
    base::Timestamp m_origin;
    int m_labels = 6;
};

} // namespace telltale::timeline
