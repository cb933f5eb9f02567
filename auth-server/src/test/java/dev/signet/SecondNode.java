package dev.signet;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Another node on the database of the shared application, as the product is: without
 * anything that tests put in but, where a test asks for it, their time. It takes seconds
 * to start, so few tests may.
 */
public final class SecondNode implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private SecondNode(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a node beside the shared application, with the real time.
	 * @param settings what it is told besides, or instead
	 */
	public static SecondNode beside(BeanFactory first, String... settings) {
		return start(first, (context) -> {
		}, settings);
	}

	/**
	 * Starts a node beside the shared application whose time is that of the test, also
	 * when it is put forward: what one node signs is never from the future at the other.
	 */
	public static SecondNode atTheSameTimeAs(BeanFactory first) {
		return start(first, (context) -> context.registerBean("sharedClock", Clock.class,
				() -> first.getBean(MutableClock.class), (definition) -> definition.setPrimary(true)));
	}

	private static SecondNode start(BeanFactory first, Consumer<GenericApplicationContext> addition,
			String... settings) {
		return new SecondNode(run(addition, SignetTestEnvironment.anotherNode(first), settings));
	}

	/**
	 * Starts the product in this process.
	 * @param environment where it listens and keeps its data
	 * @param settings what it is told besides, or instead
	 */
	static ConfigurableApplicationContext run(Consumer<GenericApplicationContext> addition,
			Map<String, Object> environment, String... settings) {
		return new SpringApplicationBuilder(AuthServerApplication.class)
			.initializers((context) -> addition.accept((GenericApplicationContext) context),
					(context) -> context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests()),
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new MapPropertySource("environment of tests", environment)),
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new SimpleCommandLinePropertySource("told besides", settings)))
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.run();
	}

	/** Where it listens. */
	public URI address() {
		return URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port"));
	}

	public BeanFactory beans() {
		return this.context;
	}

	/** Stops it as SIGTERM does. */
	@Override
	public void close() {
		this.context.close();
	}

	/** What tests add to the shared application stands on the class path too. */
	private static final class WithoutTests extends TypeExcludeFilter {

		@Override
		public boolean match(MetadataReader found, MetadataReaderFactory factory) {
			return found.getAnnotationMetadata().isAnnotated(TestConfiguration.class.getName());
		}

	}

}
