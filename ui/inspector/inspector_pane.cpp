// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/inspector_pane.h"

#include "inspector/fact_sheet.h"
#include "inspector/headers_page.h"
#include "inspector/hex_view.h"
#include "inspector/payload_page.h"
#include "models/reason_text.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::inspector {

using bridge::Theme;

InspectorPane::InspectorPane(bridge::SessionStore &store, bridge::Selection &selection, bridge::PayloadAccess &access,
    Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_selection(selection)
    , m_access(access)
    , m_theme(theme)
    , m_tabs(new QTabBar(this))
    , m_frame(new QStackedWidget(this))
    , m_pages(new QStackedWidget)
    , m_empty(new QLabel)
    , m_summary(new FactSheet(theme))
    , m_payload(new PayloadPage(theme))
    , m_headers(new HeadersPage(theme))
    , m_bytes(new HexView(theme))
{
    buildPane();
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_payload, &PayloadPage::locationChanged, this,
        [this](const bridge::PayloadTree *tree, base::ByteRange marked) {
            const QByteArray wire = tree ? tree->wire : QByteArray();
            if (m_bytes->bytes() != wire)
                m_bytes->setBytes(wire);
            m_bytes->setMark(marked);
        });
    connect(m_payload, &PayloadPage::copied, this, &InspectorPane::message);
    connect(m_summary, &FactSheet::copied, this, &InspectorPane::message);
    connect(m_summary, &FactSheet::placeWanted, this, [this](const FactPlace &place) {
        if (!m_opened)
            return;
        setTab(Payload);
        m_payload->showPlace(place);
        m_payload->treeView().setFocus(Qt::OtherFocusReason);
    });
    connect(&m_access, &bridge::PayloadAccess::opened, this, &InspectorPane::showOpened);
    connect(&m_selection, &bridge::Selection::exchangeChanged, this, &InspectorPane::showSelected);
    connect(&m_selection, &bridge::Selection::leakChanged, this, [this] {
        if (const auto *leak = selectedLeak(); leak && m_opened)
            m_payload->showLeak(*leak);
    });
    connect(&m_selection, &bridge::Selection::proofRequested, this, &InspectorPane::proof);
    connect(&m_store, &bridge::SessionStore::changed, this, &InspectorPane::refresh);
    connect(&m_store, &bridge::SessionStore::reset, this, &InspectorPane::showSelected);
    connect(&m_theme, &Theme::changed, this, &InspectorPane::applyTheme);
    applyTheme();
    showSelected();
}

void InspectorPane::buildPane()
{
    setAccessibleName(tr("Inspector"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const auto &title : {tr("Summary"), tr("Payload"), tr("Headers"), tr("Bytes")})
        m_tabs->addTab(title);
    m_tabs->setAccessibleName(tr("Pages of the inspector"));
    for (QWidget *page : {static_cast<QWidget *>(m_summary), static_cast<QWidget *>(m_payload),
             static_cast<QWidget *>(m_headers), static_cast<QWidget *>(m_bytes)})
        m_pages->addWidget(page);
    m_summary->setAccessibleName(tr("Summary"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    m_empty->setText(tr("Choose a request on the timeline or in the table to see what was sent, to whom, and the "
                        "bytes that prove it."));
    m_frame->addWidget(m_empty);
    m_frame->addWidget(m_pages);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_frame, 1);
    m_tabs->setCurrentIndex(Payload);
    m_pages->setCurrentIndex(Payload);
}

void InspectorPane::applyTheme()
{
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::Window, m_theme.color(Theme::Role::pane));
    setPalette(colours);
    setAutoFillBackground(true);
    QPalette soft = colours;
    soft.setColor(QPalette::WindowText, m_theme.color(Theme::Role::soft));
    m_empty->setPalette(soft);
    const auto name = [this](Theme::Role role) { return m_theme.color(role).name(); };
    m_tabs->setFont(m_theme.body());
    m_tabs->setStyleSheet(QStringLiteral("QTabBar { background: %1; border-bottom: 1px solid %2; }"
                                         "QTabBar::tab { color: %3; background: transparent; border: 0;"
                                         " border-bottom: 2px solid transparent; padding: 6px 10px; }"
                                         "QTabBar::tab:hover { color: %4; }"
                                         "QTabBar::tab:selected { color: %4; font-weight: 600;"
                                         " border-bottom: 2px solid %5; }"
                                         "QTabBar::tab:selected:focus { background: %6; }")
                              .arg(name(Theme::Role::pane), name(Theme::Role::line), name(Theme::Role::soft),
                                  name(Theme::Role::ink), name(Theme::Role::accent), name(Theme::Role::sel)));
}

InspectorPane::Tab InspectorPane::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void InspectorPane::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

const session::Leak *InspectorPane::selectedLeak() const
{
    const auto row = m_selection.leak().isEmpty() ? std::nullopt : m_store.leakRow(m_selection.leak());
    return row ? &m_store.leaks()[*row] : nullptr;
}

QString InspectorPane::whyNothing() const
{
    const auto subject = subjectOf(m_store, m_selection.exchange());
    if (subject.exchange || !subject.connection)
        return tr("Opening…");
    const auto why = models::reasonText(subject.connection->reason);
    return tr("Not decrypted: %1").arg(why.words) + QStringLiteral("\n\n") + why.next;
}

void InspectorPane::showSelected()
{
    m_opened.reset();
    const auto subject = subjectOf(m_store, m_selection.exchange());
    m_frame->setCurrentWidget(subject.empty() ? static_cast<QWidget *>(m_empty) : m_pages);
    m_tabs->setEnabled(!subject.empty());
    m_summary->setFacts(summaryFacts(subject, m_store.icons()));
    m_headers->show(nullptr);
    m_payload->clear(whyNothing());
    // Nothing can be opened of a connection that was not read: its reason stands in the summary.
    if (subject.connection && !subject.exchange)
        setTab(Summary);
    else if (!subject.leaks.empty())
        setTab(Payload);
    if (subject.exchange)
        m_access.open(*subject.exchange);
}

void InspectorPane::showOpened(const std::shared_ptr<const bridge::OpenedExchange> &exchange)
{
    if (!exchange || exchange->id != m_selection.exchange())
        return;
    m_opened = exchange;
    m_payload->show(exchange, subjectOf(m_store, exchange->id), selectedLeak());
    m_headers->show(exchange.get());
}

void InspectorPane::refresh(const bridge::StoreChange &change)
{
    const auto &selected = m_selection.exchange();
    if (!selected)
        return;
    const auto subject = subjectOf(m_store, selected);
    m_summary->setFacts(summaryFacts(subject, m_store.icons()));
    const auto row = m_store.rowOf(*selected);
    const auto &changed = change.changedExchanges;
    const bool touched = row && std::binary_search(changed.begin(), changed.end(), *row);
    // The body may have grown, and a leak may have been found in it.
    if (touched || (row && change.leaksReplaced && !subject.leaks.empty()))
        m_access.open(*subject.exchange);
}

void InspectorPane::proof()
{
    setTab(Payload);
    if (const auto *leak = selectedLeak(); leak && m_opened)
        m_payload->showLeak(*leak);
    m_payload->treeView().setFocus(Qt::OtherFocusReason);
}

} // namespace telltale::inspector

#include "moc_inspector_pane.cpp"
