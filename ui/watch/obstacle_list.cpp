// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/obstacle_list.h"

#include <QClipboard>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace telltale::watch {

ObstacleList::ObstacleList(const bridge::Theme &theme, Examine examine, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_examine(std::move(examine))
{
    m_lines = new QVBoxLayout(this);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(8);
    setAccessibleName(tr("What stands in the way"));
    hide();
}

void ObstacleList::examine(const QString &interface)
{
    if (interface != m_interface)
        fill({});
    m_interface = interface;
    if (!m_examine)
        return;
    m_examine(interface, this, [this, interface](const std::vector<bridge::Obstacle> &found) {
        if (interface == m_interface)
            fill(found);
    });
}

void ObstacleList::fill(const std::vector<bridge::Obstacle> &obstacles)
{
    if (obstacles == m_obstacles)
        return; // nothing moves under the pointer
    m_obstacles = obstacles;
    while (QLayoutItem *old = m_lines->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (const bridge::Obstacle &obstacle : obstacles)
        m_lines->addWidget(line(obstacle));
    setVisible(!obstacles.empty());
}

QWidget *ObstacleList::line(const bridge::Obstacle &obstacle)
{
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("obstacle"));
    const auto label = [](const QString &text, const QFont &font) {
        auto *made = new QLabel(text);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setFont(font);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        return made;
    };
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    const QString grave = obstacle.grave ? tr("In the way: %1") : tr("Mind: %1");
    column->addWidget(label(grave.arg(obstacle.sentence), m_theme.bold()));
    if (!obstacle.remedy.isEmpty())
        column->addWidget(label(obstacle.remedy, m_theme.body()));
    if (obstacle.command.isEmpty())
        return card;
    auto *copy = new QPushButton(tr("Copy command"));
    copy->setFont(m_theme.body());
    connect(copy, &QPushButton::clicked, this,
        [command = obstacle.command] { QGuiApplication::clipboard()->setText(command); });
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(label(obstacle.command, m_theme.mono()), 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    column->addLayout(row);
    return card;
}

} // namespace telltale::watch

#include "moc_obstacle_list.cpp"
