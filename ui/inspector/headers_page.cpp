// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/headers_page.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace telltale::inspector {

using bridge::Theme;

HeadersPage::HeadersPage(Theme &theme, QWidget *parent)
    : QTreeWidget(parent)
    , m_theme(theme)
{
    setColumnCount(2);
    setHeaderLabels({tr("Name"), tr("Value")});
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setUniformRowHeights(false);
    setWordWrap(true);
    setTextElideMode(Qt::ElideRight);
    setIndentation(12);
    setRootIsDecorated(true);
    header()->setStretchLastSection(true);
    header()->setSectionResizeMode(0, QHeaderView::Interactive);
    setColumnWidth(0, 150);
    setAccessibleName(tr("Header fields"));
    connect(&m_theme, &Theme::changed, this, &HeadersPage::applyTheme);
    applyTheme();
}

void HeadersPage::applyTheme()
{
    setPalette(m_theme.palette());
    header()->setFont(m_theme.small());
}

void HeadersPage::show(const bridge::OpenedExchange *exchange)
{
    clear();
    if (!exchange)
        return;
    addGroup(tr("Request"), exchange->requestHeaders);
    addGroup(tr("Response"), exchange->responseHeaders);
}

void HeadersPage::addGroup(const QString &title, const session::HeaderList &headers)
{
    auto *group = new QTreeWidgetItem(this, {title, headers.empty() ? tr("no fields seen") : QString()});
    group->setFlags(Qt::ItemIsEnabled);
    group->setFont(0, m_theme.bold());
    group->setForeground(1, m_theme.color(Theme::Role::soft));
    for (const auto &field : headers) {
        const QString value = QString::fromStdString(field.value);
        auto *item = new QTreeWidgetItem(group, {QString::fromStdString(field.name), value});
        item->setFont(0, m_theme.mono());
        item->setFont(1, m_theme.mono());
        item->setForeground(0, m_theme.color(Theme::Role::soft));
        item->setToolTip(1, value);
    }
    group->setExpanded(true);
}

QString HeadersPage::chosenText() const
{
    const bool all = selectedItems().isEmpty();
    QStringList lines;
    for (int g = 0; g < topLevelItemCount(); ++g) {
        const auto *group = topLevelItem(g);
        for (int i = 0; i < group->childCount(); ++i)
            if (const auto *item = group->child(i); all || item->isSelected())
                lines << item->text(0) + QStringLiteral(": ") + item->text(1);
    }
    return lines.join(QLatin1Char('\n'));
}

void HeadersPage::copy() const
{
    QGuiApplication::clipboard()->setText(chosenText());
}

void HeadersPage::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTreeWidget::keyPressEvent(event);
}

void HeadersPage::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(
        selectedItems().isEmpty() ? tr("Copy all fields") : tr("Copy these fields"), this, &HeadersPage::copy);
    menu.exec(event->globalPos());
}

} // namespace telltale::inspector

#include "moc_headers_page.cpp"
