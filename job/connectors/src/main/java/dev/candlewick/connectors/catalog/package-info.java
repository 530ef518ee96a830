/** The lake's tables, without a {@code CREATE TABLE} for each: catalog {@code candlewick}. */
package dev.candlewick.connectors.catalog;
