public import DynamoDBCore
