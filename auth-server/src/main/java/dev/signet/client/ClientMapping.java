package dev.signet.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.Database;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Starts Hibernate when a client is edited for the first time. Clients change rarely, and
 * all else reads and writes without it, so most servers run for weeks and never load it.
 */
@Configuration(proxyBeanMethods = false)
class ClientMapping {

	/**
	 * Works on the connection of the running transaction, which is not its own: it begins
	 * and ends none, and what is to be stored must be flushed. Made here and not by
	 * Spring, which would make a factory of factories at each start, to ask it for its
	 * types.
	 */
	@Bean
	@Lazy
	static EntityManagerFactory entityManagerFactory(DataSource dataSource) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(new TransactionAwareDataSourceProxy(dataSource));
		factory.setPackagesToScan(ClientMapping.class.getPackageName());
		HibernateJpaVendorAdapter hibernate = new HibernateJpaVendorAdapter();
		hibernate.setDatabase(Database.POSTGRESQL);
		factory.setJpaVendorAdapter(hibernate);
		factory.setJpaPropertyMap(settings());
		factory.afterPropertiesSet();
		return Objects.requireNonNull(factory.getObject());
	}

	private static Map<String, Object> settings() {
		Map<String, Object> settings = new HashMap<>();
		settings.put("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName());
		settings.put("hibernate.jdbc.time_zone", "UTC");
		// The transaction is there, but Hibernate did not begin it
		settings.put("hibernate.allow_update_outside_transaction", true);
		// It starts within a transaction, and shall not ask anything there
		settings.put("hibernate.boot.allow_jdbc_metadata_access", false);
		// No classes are generated for entities: see PlainEntities
		settings.put("hibernate.enhancer.enableDirtyTracking", false);
		settings.put("hibernate.enhancer.enableLazyInitialization", false);
		// What is stored was checked where it came in
		settings.put("jakarta.persistence.validation.mode", "none");
		return settings;
	}

}
