package dev.candlewick.rpc;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Takes Flink's RPC system from the class path, where class data sharing sees it. Flink's own
 * loader unpacks a jar for it, and is asked where the class path has none.
 */
public final class ClassPathRpcSystemLoader implements RpcSystemLoader {
    private static final int BEFORE_FLINKS_OWN = -1;

    @Override
    public int getLoadPriority() {
        return BEFORE_FLINKS_OWN;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration config) {
        return ServiceLoader.load(RpcSystem.class, getClass().getClassLoader())
                .findFirst()
                .orElseThrow(() -> new RpcLoaderException("No RPC system in the class path"));
    }
}
