// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QWidget>

#include <cstddef>
#include <functional>
#include <span>

class QLabel;

namespace telltale::watch {

/// One thing that is waited for: a check-mark once it came, and until then what to do when it doesn't.
class StepMark final : public QWidget {
    Q_OBJECT
public:
    StepMark(const bridge::Theme &theme, const QString &title, const QString &remedy, QWidget *parent = nullptr);

    /// @param next  the one that is waited for now: its remedy is shown
    void show(bool reached, bool next);
    void setTexts(const QString &title, const QString &remedy);
    [[nodiscard]] bool reached() const { return m_reached; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tint();

    const bridge::Theme &m_theme;
    QString m_text;
    QLabel *m_title = nullptr;
    QLabel *m_remedy = nullptr;
    bool m_reached = false;
    bool m_next = false;
};

/// Shows which of them were reached, by their numbers. What comes after the last that was is waited for: some are
/// passed over.
void showReached(std::span<StepMark *const> marks, const std::function<bool(std::size_t)> &reached);

} // namespace telltale::watch
