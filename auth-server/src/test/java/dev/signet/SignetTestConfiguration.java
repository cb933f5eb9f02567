package dev.signet;

import java.io.IOException;

import javax.sql.DataSource;

import dev.signet.demo.upstream.StandInsForTests;
import dev.signet.flow.Actors;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.util.FileSystemUtils;

/**
 * What the shared application of the tests has that the real one has not: a clock that
 * can be moved, a counter of SQL statements, a database that can be taken away, the
 * stand-ins for providers of the demonstration, and who makes the people of a test.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StandInsForTests.class)
class SignetTestConfiguration {

	@Bean
	@Primary
	MutableClock mutableClock() {
		return new MutableClock();
	}

	@Bean
	Actors actors(BeanFactory beans) {
		return new Actors(beans);
	}

	@Bean
	static SqlCounter sqlCounter() {
		return new SqlCounter();
	}

	@Bean
	static SqlOutage sqlOutage() {
		return new SqlOutage();
	}

	@Bean
	static BeanPostProcessor countStatements(ObjectProvider<SqlCounter> counter, ObjectProvider<SqlOutage> outage) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				if (bean instanceof DataSource dataSource && !(bean instanceof ProxyDataSource)) {
					return ProxyDataSourceBuilder.create(dataSource)
						.listener(counter.getObject())
						.methodListener(counter.getObject())
						.listener(outage.getObject())
						.build();
				}
				return bean;
			}
		};
	}

	@Bean
	DisposableBean temporaryDirectory() {
		return () -> delete();
	}

	private static void delete() throws IOException {
		FileSystemUtils.deleteRecursively(SignetTestEnvironment.DIRECTORY);
	}

	/** The directory is deleted after the database in it has stopped. */
	@Bean
	static BeanFactoryPostProcessor deleteDirectoryLast() {
		return (factory) -> factory.getBeanDefinition("embeddedDatabase").setDependsOn("temporaryDirectory");
	}

}
