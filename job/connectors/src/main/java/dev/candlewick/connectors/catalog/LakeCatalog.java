package dev.candlewick.connectors.catalog;

import dev.candlewick.connectors.lake.LakeTableFactory;
import dev.candlewick.connectors.rows.FlinkTypes;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Every table of a lake, in the database {@code lake}. What a session creates or drops in it is of
 * that session alone.
 */
final class LakeCatalog extends GenericInMemoryCatalog {

    private static final String DATABASE = "lake";

    private final String path;

    LakeCatalog(String name, String path) {
        super(name, DATABASE);
        this.path = path;
    }

    @Override
    public void open() {
        super.open();
        refuseWithoutLake();
        try {
            for (Table<?> table : Tables.all()) {
                createTable(new ObjectPath(DATABASE, table.name()), definition(table), true);
            }
        } catch (TableAlreadyExistException | DatabaseNotExistException e) {
            throw new CatalogException("Could not list the tables of the lake", e);
        }
    }

    private CatalogTable definition(Table<?> table) {
        return CatalogTable.newBuilder()
                .schema(FlinkTypes.storedSchema(table))
                .options(
                        Map.of(
                                FactoryUtil.CONNECTOR.key(),
                                LakeTableFactory.IDENTIFIER,
                                LakeTableFactory.PATH.key(),
                                path,
                                LakeTableFactory.TABLE.key(),
                                table.name()))
                .build();
    }

    private void refuseWithoutLake() {
        Path lake = new Path(path);
        try {
            if (!lake.getFileSystem().exists(lake)) {
                throw new CatalogException(
                        "There is no lake at %s: 'path' is what lake.path is in the job's settings"
                                .formatted(path));
            }
        } catch (IOException e) {
            throw new CatalogException("Could not look for a lake at " + path, e);
        }
    }
}
