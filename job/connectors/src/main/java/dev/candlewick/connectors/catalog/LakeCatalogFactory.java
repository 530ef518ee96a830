package dev.candlewick.connectors.catalog;

import dev.candlewick.connectors.lake.LakeTableFactory;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Catalog type {@code candlewick}. */
public final class LakeCatalogFactory implements CatalogFactory {

    @Override
    public String factoryIdentifier() {
        return "candlewick";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(LakeTableFactory.PATH);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public Catalog createCatalog(Context context) {
        FactoryUtil.CatalogFactoryHelper declared =
                FactoryUtil.createCatalogFactoryHelper(this, context);
        declared.validate();
        return new LakeCatalog(context.getName(), declared.getOptions().get(LakeTableFactory.PATH));
    }
}
