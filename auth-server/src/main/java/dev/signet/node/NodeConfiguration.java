package dev.signet.node;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The connection on which this node listens: to the same database, with the same login
 * and the same time limits as those of the pool.
 */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

	/** By this name operators find the connection in {@code pg_stat_activity}. */
	static final String NAME = "signet changes";

	private static final String OF_THE_POOL = "spring.datasource.hikari.data-source-properties";

	@Bean
	@ConditionalOnProperty(name = "signet.node.listen", matchIfMissing = true)
	ChangeWatch changeWatch(JdbcConnectionDetails database, Environment environment, Changes changes,
			List<ChangeListener> listeners) {
		Properties properties = new Properties();
		properties.putAll(
				Binder.get(environment).bind(OF_THE_POOL, Bindable.mapOf(String.class, String.class)).orElse(Map.of()));
		properties.put("ApplicationName", NAME);
		putIfGiven(properties, "user", database.getUsername());
		putIfGiven(properties, "password", database.getPassword());
		return new ChangeWatch(() -> ListeningConnection.open(database.getJdbcUrl(), properties), changes, listeners,
				System::nanoTime);
	}

	private static void putIfGiven(Properties properties, String name, @Nullable String value) {
		if (value != null) {
			properties.put(name, value);
		}
	}

}
