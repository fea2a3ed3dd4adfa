// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start_page.h"

#include "shell/style_sheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace telltale::shell {

using bridge::Theme;

StartPage::StartPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("startPage"));
    setAttribute(Qt::WA_StyledBackground);
    m_title = new QLabel(tr("What does your phone tell about you?"));
    m_lead = new QLabel(
        tr("Telltale reads the packets a phone sends, opens what is inside, and shows what was sent to whom. "
           "Everything stays on this computer."));
    m_lead->setWordWrap(true);
    m_lead->setAlignment(Qt::AlignHCenter);
    m_title->setAlignment(Qt::AlignHCenter);
    m_ways = new QWidget;
    auto *ways = new QHBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(16);
    ways->addStretch(1);
    auto *demo = addWay(QStringLiteral("play"), tr("See the demonstration"),
        tr("A private search turns up at a telemetry collector. Takes a minute, needs no phone."));
    auto *open = addWay(QStringLiteral("open"), tr("Open a capture"),
        tr("pcap, pcapng or HAR, with its key log if there is one. You can also drop both here."));
    auto *watch = addWay(QStringLiteral("phone"), tr("Watch a phone"),
        tr("Let a phone join a hotspot of this computer and see live what its apps send."));
    ways->addStretch(1);
    setFocusProxy(demo);
    m_hint =
        new QLabel(tr("Without keys, encrypted connections are still listed: who talked to whom, when, and how much."));
    m_hint->setAlignment(Qt::AlignHCenter);
    m_hint->setWordWrap(true);
    auto *inner = new QVBoxLayout;
    inner->setSpacing(12);
    inner->addStretch(2);
    inner->addWidget(m_title);
    inner->addWidget(m_lead);
    inner->addSpacing(20);
    inner->addWidget(m_ways);
    inner->addSpacing(20);
    inner->addWidget(m_hint);
    inner->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(32, 16, 32, 16);
    row->addStretch(1);
    row->addLayout(inner, 12);
    row->addStretch(1);
    connect(demo, &QPushButton::clicked, this, &StartPage::demoWanted);
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    connect(watch, &QPushButton::clicked, this, &StartPage::watchWanted);
    connect(&theme, &Theme::changed, this, &StartPage::applyTheme);
    applyTheme();
}

QPushButton *StartPage::addWay(const QString &picture, const QString &title, const QString &text)
{
    auto *button = new QPushButton;
    button->setObjectName(QStringLiteral("way"));
    button->setAccessibleName(title);
    button->setAccessibleDescription(text);
    button->setMinimumSize(260, 176);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::MinimumExpanding);
    auto *image = new QLabel;
    auto *head = new QLabel(title);
    auto *body = new QLabel(text);
    body->setWordWrap(true);
    head->setWordWrap(true);
    head->setFont(m_theme.bold());
    auto *column = new QVBoxLayout(button);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(8);
    column->addWidget(image);
    column->addSpacing(4);
    column->addWidget(head);
    column->addWidget(body);
    column->addStretch(1);
    // The button is what is pressed, not the texts on it.
    for (QWidget *part : {image, head, body})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_ways->layout()->addWidget(button);
    m_pictures.push_back({button, image, body, picture});
    return button;
}

void StartPage::applyTheme()
{
    const auto tinted = [this](QLabel *label, Theme::Role role) {
        label->setStyleSheet(QStringLiteral("color: %1; background: transparent").arg(m_theme.color(role).name()));
    };
    QFont title = m_theme.bold();
    title.setPixelSize(22);
    m_title->setFont(title);
    m_lead->setFont(m_theme.body());
    m_hint->setFont(m_theme.small());
    tinted(m_lead, Theme::Role::soft);
    tinted(m_hint, Theme::Role::faint);
    for (const Way &way : m_pictures) {
        way.picture->setPixmap(icon(way.icon, m_theme.color(Theme::Role::accent)).pixmap(24, 24));
        way.lead->setFont(m_theme.body());
        tinted(way.lead, Theme::Role::soft);
    }
}

} // namespace telltale::shell

#include "moc_start_page.cpp"
