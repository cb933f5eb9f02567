package dev.signet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.config.Customizer;

/**
 * Looks for the customizers of a kind once. For each filter chain Spring Security asks
 * for three dozen kinds, of which there are none or one. What is asked for by a type with
 * parameters the framework keeps no answer to: it looks at every bean each time, and that
 * was a twelfth of what the main thread did at a start.
 * <p>
 * Only customizers, and only once all beans are declared: a list that is kept is right
 * for as long as none is added, and nobody adds customizers later.
 */
final class RememberingBeanFactory extends DefaultListableBeanFactory {

	private final Map<ResolvableType, String[]> customizers = new ConcurrentHashMap<>();

	@Override
	public String[] getBeanNamesForType(ResolvableType type, boolean includeNonSingletons, boolean allowEagerInit) {
		boolean kept = type.toClass() == Customizer.class && includeNonSingletons && allowEagerInit
				&& isConfigurationFrozen();
		if (!kept) {
			return super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
		}
		String[] known = this.customizers.get(type);
		if (known == null) {
			known = super.getBeanNamesForType(type, true, true);
			this.customizers.put(type, known);
		}
		return known;
	}

}
