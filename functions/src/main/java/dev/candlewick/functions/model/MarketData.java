package dev.candlewick.functions.model;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a feed says besides trades. A type that is added here is added to the serializer too. */
@TypeInfo(MarketDataSerializer.Factory.class)
public sealed interface MarketData
        permits BookSnapshot,
                BestOffers,
                MidPrice,
                AssetContext,
                ExchangeCandle,
                AccountEvent,
                Standing {}
