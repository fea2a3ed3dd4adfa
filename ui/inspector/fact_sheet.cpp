// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/fact_sheet.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTextDocument>
#include <QTextOption>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace telltale::inspector {

namespace {
constexpr int iconSide = 16;
}

FactSheet::FactSheet(bridge::Theme &theme, QWidget *parent)
    : QTextBrowser(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(12);
    connect(this, &QTextBrowser::anchorClicked, this, &FactSheet::follow);
    connect(&m_theme, &bridge::Theme::changed, this, &FactSheet::render);
    render();
}

void FactSheet::setFacts(std::vector<Fact> facts)
{
    // Setting the text drops what the user has selected in it.
    if (facts == m_facts)
        return;
    m_facts = std::move(facts);
    render();
}

void FactSheet::setGrowing(int mostPixels)
{
    m_most = mostPixels;
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize FactSheet::sizeHint() const
{
    if (m_most == 0)
        return QTextBrowser::sizeHint();
    const int tall = static_cast<int>(std::ceil(document()->size().height()));
    return {320, std::min(tall, m_most)};
}

QSize FactSheet::minimumSizeHint() const
{
    return m_most == 0 ? QTextBrowser::minimumSizeHint() : QSize(120, sizeHint().height());
}

void FactSheet::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    updateGeometry();
}

void FactSheet::render()
{
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::Base, m_theme.color(bridge::Theme::Role::pane));
    setPalette(colours);
    setFont(m_theme.body());
    document()->setDefaultFont(m_theme.body());
    const bool empty = m_facts.empty();
    setHtml(empty ? QString() : factsHtml(m_facts, m_theme));
    document()->setDocumentMargin(12);
    updateGeometry();
}

/// The icon of a fact, as large as a line is high, on screens of any density.
QVariant FactSheet::loadResource(int type, const QUrl &name)
{
    bool isNumber = false;
    const auto index = name.path().toUInt(&isNumber);
    if (name.scheme() != QLatin1String("icon") || !isNumber || index >= m_facts.size())
        return QTextBrowser::loadResource(type, name);
    const int side = qRound(iconSide * devicePixelRatioF());
    QImage icon = m_facts[index].icon.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    icon.setDevicePixelRatio(devicePixelRatioF());
    return icon;
}

void FactSheet::follow(const QUrl &link)
{
    bool isNumber = false;
    const auto index = link.path().toUInt(&isNumber);
    if (!isNumber || index >= m_facts.size())
        return;
    if (link.scheme() == QLatin1String("show") && m_facts[index].place) {
        const FactPlace place = *m_facts[index].place; // who shows it may set other facts
        emit placeWanted(place);
        return;
    }
    if (link.scheme() != QLatin1String("copy"))
        return;
    QGuiApplication::clipboard()->setText(m_facts[index].copy);
    const QString message = tr("Copied");
    QToolTip::showText(QCursor::pos(), message, this);
    emit copied(message);
}

} // namespace telltale::inspector

#include "moc_fact_sheet.cpp"
