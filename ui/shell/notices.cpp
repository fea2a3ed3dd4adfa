// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/notices.h"

#include "delegates/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace telltale::shell {

PrivateBand::PrivateBand(const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("privateBand"));
    setAttribute(Qt::WA_StyledBackground);
    QFont font = theme.body();
    font.setPixelSize(12);
    auto *title = new QLabel(tr("Private browsing"));
    auto *text = new delegates::ElidedLabel;
    text->setText(tr("What the phone sends now counts as sent from a private window · close the window there first, "
                     "then end it here"));
    auto *end = new QPushButton(tr("End private browsing"));
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    text->setFont(font);
    end->setFont(font);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(text, 1);
    row->addWidget(end);
    setMinimumHeight(26);
    connect(end, &QPushButton::clicked, this, &PrivateBand::endWanted);
}

Banner::Banner(const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("banner"));
    setAttribute(Qt::WA_StyledBackground);
    m_text = new QLabel;
    m_text->setFont(theme.body());
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *close = new QPushButton(tr("Close"));
    close->setFont(theme.body());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::say(const QString &what, const QString &remedy)
{
    // Both may quote names from traffic and files: nothing in them is markup.
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(QStringLiteral("<b>%1</b> %2").arg(what.toHtmlEscaped(), remedy.toHtmlEscaped()));
    m_text->setAccessibleName(what + QLatin1Char(' ') + remedy);
    show();
}

QString Banner::text() const
{
    return isHidden() ? QString() : m_text->accessibleName();
}

} // namespace telltale::shell

#include "moc_notices.cpp"
