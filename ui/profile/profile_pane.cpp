// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_pane.h"

#include "profile/profile_delegate.h"
#include "profile/profile_graph.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace telltale::profile {

using bridge::Theme;

ProfilePane::ProfilePane(bridge::SessionStore &store, bridge::Selection &selection, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_selection(selection)
    , m_theme(theme)
    , m_model(store)
{
    setObjectName(QStringLiteral("profilePane"));
    setAttribute(Qt::WA_StyledBackground);
    m_list = new QListView;
    m_list->setAccessibleName(tr("Who can join what"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ProfileDelegate(
        theme, [this](int row) -> const session::Profile & { return m_model.profile(row); }, m_list));
    m_list->setMouseTracking(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty = new QLabel;
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setContentsMargins(12, 8, 12, 8);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(makeDetails());
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    m_lists = new QStackedLayout(this);
    m_lists->addWidget(split);
    m_lists->addWidget(m_empty);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (m_refreshing || !now.isValid())
            return;
        m_chosen = m_model.profile(now.row()).id;
        showProfile(now.row());
    });
    connect(&m_model, &ProfileListModel::changing, this, [this] { m_refreshing = true; });
    connect(&m_model, &ProfileListModel::changed, this, &ProfilePane::refresh);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { m_shown.clear(); });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &row) {
        if (m_model.profile(row.row()).id == m_shown)
            m_shown.clear();
    });
    connect(&store, &bridge::SessionStore::changed, this, [this] {
        if (m_model.rowCount() == 0)
            refresh();
    });
    connect(&theme, &Theme::changed, this, &ProfilePane::applyFonts);
    applyFonts();
    refresh();
}

QWidget *ProfilePane::makeDetails()
{
    m_graph = new ProfileGraph(m_store, m_theme);
    connect(m_graph, &ProfileGraph::exchangeChosen, this,
        [this](const session::ExchangeId &exchange) { m_selection.selectExchange(exchange); });
    m_table = new QTableView;
    m_table->setAccessibleName(tr("What joins what, as a table"));
    m_table->setModel(&m_facts);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(FactTableModel::value, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid())
            m_selection.selectExchange(m_facts.rows()[static_cast<std::size_t>(now.row())].fact.exchange);
    });
    auto *views = new QStackedWidget;
    views->addWidget(m_graph);
    views->addWidget(m_table);
    m_views = new QButtonGroup(this);
    auto *choices = new QHBoxLayout;
    choices->setContentsMargins(12, 4, 12, 4);
    choices->setSpacing(4);
    choices->addStretch(1);
    int id = 0;
    for (const QString &name : {tr("Graph"), tr("Table")}) {
        auto *choice = new QPushButton(name);
        choice->setObjectName(QStringLiteral("choice"));
        choice->setCheckable(true);
        choice->setChecked(id == 0);
        m_views->addButton(choice, id++);
        choices->addWidget(choice);
    }
    connect(m_views, &QButtonGroup::idClicked, views, &QStackedWidget::setCurrentIndex);
    auto *details = new QWidget;
    auto *column = new QVBoxLayout(details);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(choices);
    column->addWidget(views, 1);
    return details;
}

void ProfilePane::applyFonts()
{
    m_empty->setFont(m_theme.body());
    m_list->setFont(m_theme.body());
    m_table->setFont(m_theme.body());
}

void ProfilePane::refresh()
{
    const bool none = m_model.rowCount() == 0;
    m_lists->setCurrentIndex(none ? 1 : 0);
    if (none) {
        m_chosen.clear();
        m_empty->setText(m_store.exchanges().empty()
                ? tr("Nothing was looked through yet: no request could be read so far.")
                : tr("No recipient can join anything yet: no search and no address went out together with an "
                     "identifier. %1 recipients got identifiers alone.")
                      .arg(m_store.profiles().size()));
    } else {
        const int row = std::max(0, m_model.rowOf(m_chosen));
        m_refreshing = true;
        m_list->setCurrentIndex(m_model.index(row));
        if (m_shown != m_model.profile(row).id)
            showProfile(row);
    }
    m_refreshing = false;
    emit countChanged();
}

void ProfilePane::showProfile(int row)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    const session::Profile &profile = m_model.profile(row);
    m_shown = profile.id;
    m_graph->setProfile(profile);
    m_facts.setProfile(profile);
}

} // namespace telltale::profile

#include "moc_profile_pane.cpp"
