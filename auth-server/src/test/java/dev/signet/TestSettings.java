package dev.signet;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as an operator would write them, read without starting a server. */
public final class TestSettings {

	private TestSettings() {
	}

	/**
	 * The settings of a package.
	 * @param prefix where they stand, such as {@code signet.client}
	 * @param settings what was written below {@code at}
	 * @param at the prefix itself or a key below it
	 */
	public static <T> T bind(String prefix, Class<T> type, String at, Map<String, String> settings) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		settings.forEach((key, value) -> source.put(at + "." + key, value));
		return new Binder(source).bind(prefix, type).get();
	}

}
