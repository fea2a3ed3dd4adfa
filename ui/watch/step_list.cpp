// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/step_list.h"

#include <QGridLayout>
#include <QLabel>

#include <utility>

namespace telltale::watch {

using bridge::Theme;

StepList::StepList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    connect(&theme, &Theme::changed, this, &StepList::tint);
}

QLabel *StepList::label(const QString &text, Theme::Role role)
{
    auto *made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setFont(m_theme.body());
    m_labels.emplace_back(made, role);
    return made;
}

void StepList::setSteps(const QStringList &steps)
{
    for (const auto &[before, role] : std::exchange(m_labels, {}))
        delete before;
    int row = 0;
    for (const QString &step : steps) {
        auto *text = label(step, Theme::Role::ink);
        text->setWordWrap(true);
        m_grid->addWidget(label(QStringLiteral("%1.").arg(row + 1), Theme::Role::faint), row, 0, Qt::AlignTop);
        m_grid->addWidget(text, row++, 1, Qt::AlignTop);
    }
    tint();
}

void StepList::tint()
{
    for (const auto &[text, role] : m_labels)
        text->setStyleSheet(QStringLiteral("color: %1; background: transparent").arg(m_theme.color(role).name()));
}

} // namespace telltale::watch

#include "moc_step_list.cpp"
